#include "domain/personal_data_numbers.h"

#include <optional>

#include "domain/personal_data_groups.h"
#include "domain/personal_data_row.h"

namespace casebook::personal_data {
namespace {

constexpr std::size_t kNearPhoneWord = 14;  // symbols
constexpr std::size_t kShortestPart = 3;    // digits of a part of a phone
constexpr std::size_t kLongestPart = 6;

struct Match {
    PersonalDataKind kind;
    std::size_t last_group;
    std::size_t end;  // symbol
};

class NumberFinder {
  public:
    NumberFinder(Symbols symbols, const TellingWords& words)
        : symbols_(symbols), words_(words), groups_(read_groups(symbols, words)) {}

    void find(std::vector<PersonalDataFinding>& findings) {
        for (std::size_t k = 0; k < groups_.size();) {
            const std::optional<Match> match = match_from(k);
            if (!match) {
                ++k;
                continue;
            }
            const std::size_t begin = groups_[k].first - (has_plus(k) ? 1 : 0);
            findings.push_back({match->kind, symbols_[begin].begin, symbols_[match->end - 1].end});
            k = match->last_group + 1;
        }
    }

  private:
    bool has_plus(std::size_t k) const {
        return groups_[k].first > 0 && symbols_[groups_[k].first - 1].character == '+';
    }

    // The longest number that starts with that group, as long as it goes on the way it started.
    std::optional<Match> match_from(std::size_t start) const {
        if (groups_[start].left == Edge::closed || hangs_on_masked(start)) return std::nullopt;
        if (is_inside_of_digits_one_by_one(start)) return std::nullopt;
        Row row;
        row.plus = has_plus(start);
        std::optional<Match> best;
        Joint sign = Joint::none;  // the last one that a reader sees
        for (std::size_t k = start; k < groups_.size(); ++k) {
            if (k > start && !may_go_on(row, k, best.has_value(), sign)) break;
            if (groups_[k].masked || !append(row, groups_[k], k > start)) break;
            if (k > start && groups_[k].joint != Joint::unseen) sign = groups_[k].joint;
            if (const auto match = match_row(row, start, k); match) {
                best = match;
            }
        }
        return best;
    }

    bool hangs_on_masked(std::size_t k) const {
        return groups_[k].joint == Joint::unseen && groups_[k - 1].masked;
    }

    // "1 3 8 0 0 ..." is one number from its start or none.
    bool is_inside_of_digits_one_by_one(std::size_t k) const {
        const Joint joint = groups_[k].joint;
        return joint != Joint::none && joint != Joint::unseen && k > 1 && groups_[k].size() == 1 &&
               groups_[k - 1].size() == 1 && groups_[k - 1].joint == joint;
    }

    bool may_go_on(const Row& row, std::size_t k, bool found, Joint sign) const {
        const Joint joint = groups_[k].joint;
        if (joint == Joint::none || row.count + groups_[k].size() > kLongestRow) return false;
        if (joint == Joint::line && row.has(Joint::line)) return false;
        const bool wrapped = joint == Joint::line && sign == Joint::none;
        return !found || joint == sign || joint == Joint::unseen || wrapped;
    }

    bool append(Row& row, const DigitGroup& group, bool joined) const {
        if (row.count + group.size() > kLongestRow) return false;
        for (std::size_t i = group.first; i < group.last; ++i)
            row.digits[row.count++] = symbols_[i].digit;
        const bool same = joined && (group.joint == Joint::unseen || group.joint == Joint::line);
        if (!same) ++row.groups;
        auto& size = row.sizes[row.groups - 1];
        size = static_cast<std::uint8_t>(size + group.size());
        if (joined) row.joints |= 1U << static_cast<unsigned>(group.joint);
        return true;
    }

    std::optional<Match> match_row(const Row& row, std::size_t start, std::size_t k) const {
        if (!may_be_number(row)) return std::nullopt;
        if (row.count == 17 && is_identity_start(row.all()))
            if (const auto end = end_with_x(row, groups_[k].last); end)
                return Match{PersonalDataKind::identity_number, k, *end};
        if (groups_[k].right == Edge::closed) return std::nullopt;
        if (k + 1 < groups_.size() && groups_[k + 1].masked &&
            groups_[k + 1].joint == Joint::unseen)
            return std::nullopt;
        const auto kind = kind_of(row, surroundings(start, k));
        if (!kind) return std::nullopt;
        return Match{*kind, k, groups_[k].last};
    }

    // Past the "X" that is the check digit of one identity number in eleven.
    std::optional<std::size_t> end_with_x(const Row& row, std::size_t next) const {
        const auto at = [&](std::size_t i) {
            return i < symbols_.size() ? symbols_[i].character : U'\0';
        };
        if (is_blank(at(next)) || is_hyphen(at(next)) || at(next) == '\n') ++next;
        if (at(next) != 'x' && at(next) != U'×') return std::nullopt;
        const char32_t after = at(next + 1);
        const bool goes_on = is_latin(after) || (after >= '0' && after <= '9');
        if (goes_on || !has_identity_check_digit(row.all().first(17), 'x')) return std::nullopt;
        return next + 1;
    }

    Surroundings surroundings(std::size_t start, std::size_t k) const {
        const std::size_t begin = groups_[start].first;
        Surroundings around;
        around.telling = words_.before(begin);
        around.phone_near = (around.telling == Telling::phone &&
                             words_.is_near(Telling::phone, begin, kNearPhoneWord)) ||
                            words_.phone_follows(groups_[k].last);
        around.alone = is_alone(start, k);
        return around;
    }

    bool is_alone(std::size_t start, std::size_t k) const {
        return is_parted(start) && groups_[start].joint != Joint::space && !is_weekday(start) &&
               (k + 1 == groups_.size() || is_parted(k + 1));
    }

    // The last numeral of a run may belong to the words: 一直.
    bool is_numeral_of_words(std::size_t k) const {
        const bool ends_run = k + 1 == groups_.size() || groups_[k + 1].joint != Joint::unseen;
        return groups_[k].size() == 1 && ends_run &&
               symbols_[groups_[k].first].script == Script::han;
    }

    // 周五9301830
    bool is_weekday(std::size_t k) const {
        const auto script = [&](std::size_t i) { return symbols_[groups_[i].first].script; };
        return groups_[k].size() == 1 && script(k) == Script::han && k + 1 < groups_.size() &&
               groups_[k + 1].joint == Joint::unseen && script(k + 1) == Script::arabic;
    }

    // Whether the group is no part of what stands before it. A numeral after digits counts something: 三次.
    bool is_parted(std::size_t k) const {
        switch (groups_[k].joint) {
            case Joint::none:
            case Joint::line:
            case Joint::comma:
                return true;
            case Joint::unseen:
                return is_numeral_of_words(k) ||
                       symbols_[groups_[k].first].script != symbols_[groups_[k - 1].first].script;
            case Joint::space:
                return groups_[k].size() < kShortestPart || groups_[k].size() > kLongestPart;
            default:
                return false;
        }
    }

    Symbols symbols_;
    const TellingWords& words_;
    std::vector<DigitGroup> groups_;
};

}  // namespace

void find_numbers(Symbols symbols, const TellingWords& words,
                  std::vector<PersonalDataFinding>& findings) {
    NumberFinder(symbols, words).find(findings);
}

}  // namespace casebook::personal_data
