#include "search/stored_entry.h"

#include <gtest/gtest.h>

#include "support/desk.h"

namespace casebook::search {
namespace {

using namespace std::chrono_literals;
using test::value_of;

Entry with_every_section(Kind kind) {
    Entry entry;
    entry.kind = kind;
    for (const FieldName& name : field_names())
        if (name.is_section()) entry.set_text(name.field, "正文 " + std::string(name.name));
    entry.sections.push_back({std::nullopt, "没见过的标题", "留着"});
    entry.sections.push_back({std::nullopt, "", "标题之前"});
    return entry;
}

Entry with_every_field() {
    Entry entry = with_every_section(Kind::daily);
    entry.id = 9'000'000'000;
    entry.external_id = "crm-88213";
    entry.title = "宽带每晚掉线";
    entry.state = State::archived;
    entry.category = "网络/宽带/掉线";
    entry.product = "家庭宽带";
    entry.channel = "电话";
    entry.segment = "老年";
    entry.tags = {"上门", "光猫,猫"};
    entry.lang = "zh";
    entry.author = "agent07";
    entry.created = parse_timestamp("2026-03-02T09:14:00+08:00", 0min);
    entry.updated = parse_timestamp("2026-03-03T09:14:00-03:30", 0min);
    entry.confirmed = parse_date("2026-10-30");
    entry.valid_until = parse_date("2027-03-01");
    entry.outcome = {5, 3, 12, true};
    entry.example = Example::bad;
    entry.date = parse_date("2026-11-18");
    entry.cases = {1042, 1077};
    entry.host = "zhou.lead";
    entry.topic = "案例对照";
    return entry;
}

TEST(StoredEntry, ComesBackWithEveryField) {
    const Entry entry = with_every_field();
    const StoredEntry back = value_of(decode(encode({entry, "dailies/2026-11/x.md", "12:34.5"})));
    EXPECT_EQ(back.entry, entry);
    EXPECT_EQ(back.path, "dailies/2026-11/x.md");
}

TEST(StoredEntry, ComesBackWithNothingButAnId) {
    Entry entry;
    entry.id = 7;
    EXPECT_EQ(value_of(decode(encode({entry, "", ""}))).entry, entry);
}

TEST(StoredEntry, AnOutcomeComesBackWithWhatItHasAndNoMore) {
    for (const Outcome& outcome :
         {Outcome{}, Outcome{5, {}, {}, {}}, Outcome{{}, {}, 0, false}, Outcome{{}, 1, {}, true}}) {
        Entry entry;
        entry.id = 7;
        entry.outcome = outcome;
        EXPECT_EQ(value_of(decode(encode({entry, "", ""}))).entry.outcome, outcome);
    }
}

TEST(StoredEntry, TruncatedBytesAreAnErrorOrASmallerEntryAndNothingElse) {
    const std::string bytes = encode({with_every_field(), "dailies/2026-11/x.md", "12:34.5"});
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        const auto back = decode(std::string_view(bytes).substr(0, length));
        if (back)
            EXPECT_EQ(back->entry.id, 9'000'000'000) << length;
        else
            EXPECT_EQ(back.error().kind, ErrorKind::corrupt) << length;
    }
}

TEST(StoredEntry, FlippedBytesNeverDoHarm) {
    const std::string bytes = encode({with_every_field(), "dailies/2026-11/x.md", "12:34.5"});
    for (std::size_t place = 0; place < bytes.size(); ++place) {
        std::string damaged = bytes;
        damaged[place] = static_cast<char>(damaged[place] ^ 0xFF);
        const auto back = decode(damaged);
        if (!back) EXPECT_EQ(back.error().kind, ErrorKind::corrupt) << place;
    }
}

}  // namespace
}  // namespace casebook::search
