#include "base/clock.h"

#include <fmt/format.h>

#include <charconv>
#include <ctime>

#include "base/text.h"

namespace casebook {
namespace {

using namespace std::chrono;

// Reads numbers and separators off the front of a text; after a failure everything fails.
class Reader {
  public:
    explicit Reader(std::string_view text) : rest_(text) {}

    int number(std::size_t max_digits) {
        std::size_t digits = 0;
        while (digits < rest_.size() && digits < max_digits && rest_[digits] >= '0' &&
               rest_[digits] <= '9')
            ++digits;
        if (digits == 0) return fail();
        int value = 0;
        std::from_chars(rest_.data(), rest_.data() + digits, value);
        rest_.remove_prefix(digits);
        return value;
    }

    bool accept(std::string_view any_of) {
        if (rest_.empty() || any_of.find(rest_.front()) == std::string_view::npos) return false;
        rest_.remove_prefix(1);
        return true;
    }

    void expect(std::string_view any_of) {
        if (!accept(any_of)) fail();
    }

    bool at_end() const { return rest_.empty(); }
    bool good() const { return good_; }
    int fail() {
        good_ = false;
        return 0;
    }

  private:
    std::string_view rest_;
    bool good_ = true;
};

Date read_date(Reader& reader) {
    const int y = reader.number(4);
    reader.expect("-/");
    const int m = reader.number(2);
    reader.expect("-/");
    const int d = reader.number(2);
    const Date date{year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
    if (y < 1000 || !date.ok()) reader.fail();
    return date;
}

seconds read_time_of_day(Reader& reader) {
    const int h = reader.number(2);
    reader.expect(":");
    const int m = reader.number(2);
    const int s = reader.accept(":") ? reader.number(2) : 0;
    if (reader.accept(".")) reader.number(9);
    if (h > 23 || m > 59 || s > 60) reader.fail();
    return hours{h} + minutes{m} + seconds{s};
}

minutes read_offset(Reader& reader, minutes default_offset) {
    if (reader.at_end()) return default_offset;
    if (reader.accept("Zz")) return minutes{0};
    const bool west = reader.accept("-");
    if (!west) reader.expect("+");
    const int h = reader.number(2);
    reader.accept(":");
    const int m = reader.at_end() ? 0 : reader.number(2);
    if (h > 18 || m > 59) reader.fail();
    const minutes offset = hours{h} + minutes{m};
    return west ? -offset : offset;
}

}  // namespace

Date Timestamp::date() const {
    return Date{floor<days>(instant + offset)};
}

std::string Timestamp::text() const {
    const auto local = instant + offset;
    const hh_mm_ss time{local - floor<days>(local)};
    const auto away = abs(offset);
    return fmt::format("{}T{:02}:{:02}:{:02}{}{:02}:{:02}", to_text(date()), time.hours().count(),
                       time.minutes().count(), time.seconds().count(),
                       offset < minutes{0} ? '-' : '+', away.count() / 60, away.count() % 60);
}

std::string to_text(Date date) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::optional<Date> parse_date(std::string_view text) {
    Reader reader(trim(text));
    const Date date = read_date(reader);
    if (!reader.good() || !reader.at_end()) return std::nullopt;
    return date;
}

std::optional<Timestamp> parse_timestamp(std::string_view text, minutes default_offset) {
    Reader reader(trim(text));
    const Date date = read_date(reader);
    seconds time_of_day{0};
    minutes offset = default_offset;
    if (!reader.at_end()) {
        reader.expect("Tt ");
        time_of_day = read_time_of_day(reader);
        reader.accept(" ");
        offset = read_offset(reader, default_offset);
    }
    if (!reader.good() || !reader.at_end()) return std::nullopt;
    return Timestamp{sys_days{date} + time_of_day - offset, offset};
}

Timestamp SystemClock::now() const {
    const auto instant = floor<seconds>(system_clock::now());
    const std::time_t time = system_clock::to_time_t(instant);
    std::tm local{};
    localtime_r(&time, &local);
    return {instant, duration_cast<minutes>(seconds{local.tm_gmtoff})};
}

}  // namespace casebook
