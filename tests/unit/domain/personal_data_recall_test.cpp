// Measured: how much of 20,000 made-up personal numbers is found in running text, and how often 20,000 order numbers
// and the like are taken for personal ones. The tables are printed; the bars are asserted.
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>

#include "domain/personal_data.h"
#include "personal_data_samples.h"

namespace casebook {
namespace {

using namespace samples;
using Kind = PersonalDataKind;

constexpr int kSamples = 20'000;
constexpr double kWantedRecall = 0.995;
constexpr double kMostFalseAlarms = 0.005;

struct Written {
    std::string form;
    std::string text;
};

struct Sample {
    Kind kind;
    std::string form;
    std::string text;
    std::size_t begin;  // of the personal number in the text
    std::size_t end;
};

// Forms -------------------------------------------------------------------------------------------------

std::vector<int> groups_of(Random& random, std::size_t length) {
    switch (length) {
        case 11:
            return random.between(0, 3) == 0 ? std::vector{3, 3, 5} : std::vector{3, 4, 4};
        case 18:
            return random.between(0, 1) == 0 ? std::vector{6, 8, 4} : std::vector{6, 4, 4, 4};
        case 15:
            return {4, 6, 5};
        case 10:
            return {4, 3, 3};
        default:
            return {4};
    }
}

const std::vector<std::string_view> kHan{"零", "一", "二", "三", "四",
                                         "五", "六", "七", "八", "九"};
const std::vector<std::string_view> kSpoken{"〇", "幺", "两", "三", "四",
                                            "五", "六", "七", "八", "九"};
const std::vector<std::string_view> kFinancial{"零", "壹", "贰", "叁", "肆",
                                               "伍", "陆", "柒", "捌", "玖"};
const std::vector<std::string_view> kTraditional{"零", "壹", "貳", "叁", "肆",
                                                 "伍", "陸", "柒", "捌", "玖"};
const std::vector<std::string_view> kCircled{"⓪", "①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨"};
const std::vector<std::string_view> kKeycaps{"0️⃣", "1️⃣", "2️⃣", "3️⃣", "4️⃣",
                                             "5️⃣", "6️⃣", "7️⃣", "8️⃣", "9️⃣"};
const std::vector<std::string_view> kBold{"𝟎", "𝟏", "𝟐", "𝟑", "𝟒", "𝟓", "𝟔", "𝟕", "𝟖", "𝟗"};
const std::vector<std::string_view> kEntities{"&#48;", "&#49;", "&#50;",  "&#51;",  "&#52;",
                                              "&#53;", "&#54;", "&#x37;", "&#x38;", "&#57;"};

using Form = std::pair<std::string, std::function<std::string(Random&, const std::string&)>>;

std::string mixed(Random& random, const std::string& digits) {
    const auto at =
        static_cast<std::size_t>(random.between(1, static_cast<int>(digits.size()) - 1));
    return digits.substr(0, at) + spelled(digits.substr(at), kHan);
}

Form spelling(std::string name, const std::vector<std::string_view>& ten) {
    return {std::move(name), [&ten](Random&, const std::string& d) { return spelled(d, ten); }};
}

Form grouping(std::string name, std::string joint) {
    return {std::move(name), [joint](Random& random, const std::string& d) {
                return grouped(d, groups_of(random, d.size()), joint);
            }};
}

Form cut(std::string name, std::string joint) {
    return {std::move(name),
            [joint](Random& random, const std::string& d) { return cut_once(random, d, joint); }};
}

// Of digits (an identity number may end with X).
const std::vector<Form>& forms() {
    static const std::vector<Form> list{
        {"plain", [](Random&, const std::string& d) { return d; }},
        grouping("spaces", " "),
        grouping("hyphens", "-"),
        grouping("dots", "."),
        grouping("dashes", "—"),
        grouping("middle dots", "·"),
        grouping("wide spaces", "　"),
        {"one by one", [](Random&, const std::string& d) { return grouped(d, {1}, " "); }},
        {"full-width", [](Random&, const std::string& d) { return full_width(d); }},
        {"full-width, hyphens",
         [](Random& random, const std::string& d) {
             return full_width(grouped(d, groups_of(random, d.size()), "-"));
         }},
        spelling("Chinese numerals", kHan),
        spelling("Chinese, spoken", kSpoken),
        spelling("Chinese, financial", kFinancial),
        spelling("Chinese, traditional", kTraditional),
        {"Chinese, spaces",
         [](Random& random, const std::string& d) {
             return spelled(grouped(d, groups_of(random, d.size()), " "), kHan);
         }},
        spelling("circled", kCircled),
        spelling("keycaps", kKeycaps),
        spelling("mathematical", kBold),
        spelling("entities", kEntities),
        {"mixed scripts", mixed},
        {"Markdown bold",
         [](Random& random, const std::string& d) {
             return grouped(d, groups_of(random, d.size()), "**");
         }},
        grouping("Markdown code", "`"),
        cut("Markdown struck", "~~"),
        cut("tag <br>", "<br>"),
        cut("tag </b>", "</b>"),
        cut("line break", "\n"),
        cut("zero-width space", "\xE2\x80\x8B"),
        cut("soft hyphen", "\xC2\xAD"),
        {"escaped hyphens",
         [](Random& random, const std::string& d) {
             return grouped(d, groups_of(random, d.size()), "\\-");
         }},
    };
    return list;
}

Written in_some_form(Random& random, const std::string& digits) {
    // Plain digits are by far the most common; a third of the samples.
    const int last = static_cast<int>(forms().size()) - 1;
    const auto& [name, write] =
        forms()[static_cast<std::size_t>(std::max(0, random.between(-last / 2, last)))];
    return {name, write(random, digits)};
}

// Kinds -------------------------------------------------------------------------------------------------

Written write_mobile(Random& random) {
    if (random.between(0, 7) > 0) return in_some_form(random, mobile(random));
    constexpr std::string_view kCodes[] = {"+86", "+86 ", "+86-",  "0086",
                                           "86",  "86-",  "0086 ", "+86 0"};
    const std::string code(random.one_of(kCodes));
    const std::string number = mobile(random);
    if (code == "+86 0") return {"country code", "+86 " + number};
    return {"country code",
            code + (random.between(0, 1) == 0 ? number : grouped(number, {3, 4, 4}, " "))};
}

Written write_landline(Random& random) {
    const std::string number = landline(random);
    const std::size_t cut_at = number.find('-');
    const std::string area = number.substr(0, cut_at);
    const std::string local = number.substr(cut_at + 1);
    switch (random.between(0, 9)) {
        case 0:
            return {"brackets", "(" + area + ")" + local};
        case 1:
            return {"wide brackets", "（" + area + "）" + local};
        case 2:
            return {"spaces", area + " " + grouped(local, {4}, " ")};
        case 3:
            return {"country code", "+86 " + area.substr(1) + " " + grouped(local, {4}, " ")};
        case 4:
            return {"full-width, hyphens", full_width(number)};
        case 5:
            return {"Chinese numerals", spelled(area + local, kHan)};
        case 6:
            return {"Markdown bold", area + "-**" + local + "**"};
        case 7:
            return {"line break", area + "-" + local.substr(0, 4) + "\n" + local.substr(4)};
        case 8:
            return {"plain", area + local};
        default:
            return {"hyphens", number};
    }
}

Written write_plate(Random& random) {
    const std::string whole = plate(random);
    const std::string province = whole.substr(0, 3);
    const std::string rest = whole.substr(3);
    const bool border = rest.size() > 6 && rest.back() < 0;  // ends with 港 or 澳
    switch (random.between(0, 7)) {
        case 0:
            return {"full-width", province + (border ? rest : full_width(rest))};
        case 1:
            return {"middle dots", province + rest.substr(0, 1) + "·" + rest.substr(1)};
        case 2:
            return {"spaces", province + " " + rest.substr(0, 1) + " " + rest.substr(1)};
        case 3:
            return {"hyphens", province + rest.substr(0, 1) + "-" + rest.substr(1)};
        case 4:
            return {"Markdown bold", province + rest.substr(0, 1) + "**" + rest.substr(1, 2) +
                                         "**" + rest.substr(3)};
        case 5:
            return {"Chinese numerals",
                    province + rest.substr(0, 1) + spelled(rest.substr(1), kHan)};
        case 6:
            return {"zero-width space", province + "\xE2\x80\x8B" + rest};
        default:
            return {"plain", whole};
    }
}

Written write_email(Random& random) {
    const std::string address = email(random);
    switch (random.between(0, 8)) {
        case 0:
            return {"full-width", full_width(address)};
        case 1:
            return {"(at)", replaced(address, "@", "(at)")};
        case 2:
            return {"[at]", replaced(address, "@", " [at] ")};
        case 3:
            return {"spaces", replaced(address, "@", " @ ")};
        case 4:
            return {"Markdown bold", replaced(address, "@", "**@**")};
        case 5:
            return {"zero-width space", replaced(address, "@", "\xE2\x80\x8B@")};
        case 6:
            return {"line break", replaced(address, "@", "@\n")};
        default:
            return {"plain", address};
    }
}

Written write_hong_kong_phone(Random& random) {
    const std::string local = hong_kong_local(random);
    constexpr std::string_view kCodes[] = {"+852 ", "+852-", "852-", "00852 ", "(852) ", "+852"};
    const std::string code(random.one_of(kCodes));
    Written written = in_some_form(random, local);
    if (random.between(0, 1) == 0)
        return {"country code",
                code + (random.between(0, 1) == 0 ? local : grouped(local, {4}, " "))};
    // A word before it tells; so it is a part of the sample, not of the carrier.
    constexpr std::string_view kTold[] = {"電話：",   "电话 ",      "手機係",
                                          "手机号是", "WhatsApp: ", "call me on "};
    return {written.form, std::string(random.one_of(kTold)) + "|" + written.text};
}

Written write_taiwan_phone(Random& random) {
    const std::string number = "09" + random.digits(8);
    if (random.between(0, 3) == 0) {
        const std::string local = std::to_string(random.between(2, 8)) + random.digits(7);
        if (random.between(0, 1) == 0)
            return {"country code", "+886 2 " + grouped(local, {4}, " ")};
        return {"told landline", "電話|02-" + grouped(local, {4}, "-")};
    }
    if (random.between(0, 3) == 0)
        return {"country code", "+886 " + grouped(number.substr(1), {3}, "-")};
    return in_some_form(random, number);
}

Written write_hong_kong_identity(Random& random) {
    const std::string number = hong_kong_identity(random);
    switch (random.between(0, 3)) {
        case 0:
            return {"full-width", full_width(number)};
        case 1:
            return {"spaces", replaced(number, "(", " (")};
        case 2: {
            std::string bare = replaced(replaced(number, "(", ""), ")", "");
            return {"told, no brackets", "身份證|" + bare};
        }
        default:
            return {"plain", number};
    }
}

Written write_taiwan_identity(Random& random) {
    const std::string number = taiwan_identity(random);
    switch (random.between(0, 3)) {
        case 0:
            return {"full-width", full_width(number)};
        case 1:
            return {"spaces", number.substr(0, 1) + " " + number.substr(1)};
        case 2:
            return {"Markdown bold", number.substr(0, 4) + "**" + number.substr(4) + "**"};
        default:
            return {"plain", number};
    }
}

Written write_passport(Random& random) {
    constexpr std::string_view kTold[] = {"护照号|", "护照号码是|", "passport number |", "護照：|",
                                          "passport no. is |"};
    return {"told",
            std::string(random.one_of(kTold)) + "EGP"[random.between(0, 2)] + random.digits(8)};
}

Written write(Random& random, Kind kind) {
    switch (kind) {
        case Kind::mobile:
            return write_mobile(random);
        case Kind::landline:
            return write_landline(random);
        case Kind::identity_number:
            if (random.between(0, 9) == 0) return {"15 digits", old_identity_number(random)};
            return in_some_form(random, identity_number(random));
        case Kind::bank_card:
            return in_some_form(random, bank_card(random));
        case Kind::plate:
            return write_plate(random);
        case Kind::email:
            return write_email(random);
        case Kind::hong_kong_phone:
            return write_hong_kong_phone(random);
        case Kind::hong_kong_identity:
            return write_hong_kong_identity(random);
        case Kind::taiwan_phone:
            return write_taiwan_phone(random);
        case Kind::taiwan_identity:
            return write_taiwan_identity(random);
        case Kind::passport:
            return write_passport(random);
        case Kind::foreign_phone:
            break;
    }
    return {"plus", "+1 " + grouped("2" + random.digits(9), {3, 3, 4},
                                    random.between(0, 1) == 0 ? " " : "-")};
}

// Carriers ----------------------------------------------------------------------------------------------

// {} is where the number goes. Most say nothing about it; some talk of orders in another clause, some touch it.
constexpr std::string_view kCarriers[] = {
    "您好，我是张女士，{}，宽带每晚都掉线，请尽快派人。",
    "客户留的是{}，请在下午三点以后回复。",
    "我的手机号是{}，麻烦尽快处理一下",
    "{}",
    "打{}三次都没人接，投诉两个月了没结果。",
    "请记一下：{}。谢谢！",
    "登记人李先生（{}）反映楼上漏水，物业不管。",
    "订单早就付款了，到现在没发货，找我就用{}，别再发邮件了。",
    "资料：{}；地址：长沙市岳麓区某某小区3栋1204。",
    "本人王某，{}一直没有收到退款，两周过去了。",
    "用户要求把{}从系统里删掉，因为2026年3月2日起总被骚扰",
    "查不到单号，只好报{}给客服，结果说没有记录。",
    "「{}」这个信息被快递员公开了，我要投诉",
    "- 客户：陈先生\n- 信息：{}\n- 诉求：退费300元",
    "> 原话：{}，你们看着办吧",
    "| 姓名 | 信息 |\n|---|---|\n| 赵六 | {} |",
    "他说\"{}\"是他自己的，不是我的",
    "客戶留低咗 {} ，話聽日再覆佢。",
    "2026-03-02 09:14 客户来电称{}已停用，要求注销。",
    "退款失败了3次，金额128.50元，请核对{}后重新发起",
    "Hi, this is Amy, {}, my broadband drops every night.",
    "Please reach out to me ({}) before Friday.",
    "The customer gave {} and asked for a callback after 3 pm.",
    "I never received order 20260301123456. You have my details: {}. Thanks",
    "My details are {} - please delete them from your system!",
    "Contact: {}",
    "Someone used {} to register without my consent.",
    "He wrote: \"{}\" and hung up; 2 days later nothing had happened.",
    "For the refund of 128.50 use {} please.",
    "**{}** is what the courier read out loud in the lobby",
};

struct Share {
    Kind kind;
    int weight;
};

constexpr Share kShares[] = {
    {Kind::mobile, 34},
    {Kind::landline, 9},
    {Kind::identity_number, 14},
    {Kind::bank_card, 13},
    {Kind::plate, 7},
    {Kind::email, 7},
    {Kind::hong_kong_phone, 4},
    {Kind::hong_kong_identity, 3},
    {Kind::taiwan_phone, 4},
    {Kind::taiwan_identity, 3},
    {Kind::foreign_phone, 1},
    {Kind::passport, 1},
};

Kind some_kind(Random& random) {
    int left = random.between(1, 100);
    for (const Share& share : kShares)
        if ((left -= share.weight) <= 0) return share.kind;
    return Kind::mobile;
}

Sample make_sample(Random& random) {
    const Kind kind = some_kind(random);
    Written written = write(random, kind);
    const std::size_t bar = written.text.find('|');  // words before the number
    const std::size_t lead = bar == std::string::npos ? 0 : bar;
    if (bar != std::string::npos) written.text.erase(bar, 1);
    const std::string_view carrier = random.one_of(kCarriers);
    const std::size_t at = carrier.find("{}");
    Sample sample{kind, written.form, replaced(carrier, "{}", written.text), at + lead,
                  at + written.text.size()};
    while (sample.text[sample.begin] == '(' || sample.text.compare(sample.begin, 3, "（") == 0)
        sample.begin += sample.text[sample.begin] == '(' ? 1 : 3;
    if (sample.text[sample.begin] == '+') ++sample.begin;
    while (sample.text[sample.end - 1] == '*' || sample.text[sample.end - 1] == ')') --sample.end;
    return sample;
}

struct Count {
    int all = 0;
    int found = 0;
    int wider = 0;       // found, and more than the number
    int other_kind = 0;  // found, and called another kind
};

using Table = std::map<std::string, Count>;

void count(Table& table, const std::string& row, const Count& one) {
    Count& sum = table[row];
    ++sum.all;
    sum.found += one.found;
    sum.wider += one.wider;
    sum.other_kind += one.other_kind;
}

void print(const Table& table, std::string_view title) {
    fmt::print("\n{:<24}{:>8}{:>8}{:>9}{:>7}{:>7}\n", title, "all", "found", "share", "wider",
               "kind");
    for (const auto& [row, sum] : table)
        fmt::print("{:<24}{:>8}{:>8}{:>8.2f}%{:>7}{:>7}\n", row, sum.all, sum.found,
                   100.0 * sum.found / sum.all, sum.wider, sum.other_kind);
}

Count judge(const Sample& sample) {
    Count one;
    for (const PersonalDataFinding& finding : find_personal_data(sample.text)) {
        if (finding.begin > sample.begin || finding.end < sample.end) continue;
        one.found = 1;
        one.wider = finding.end > sample.end + 1 || finding.begin + 1 < sample.begin;
        one.other_kind = finding.kind != sample.kind;
    }
    return one;
}

TEST(PersonalData, IsFoundInRunningTextInEveryWrittenForm) {
    Random random(20'260'301);
    Table by_kind;
    Table by_form;
    int shown = 0;
    for (int i = 0; i < kSamples; ++i) {
        const Sample sample = make_sample(random);
        const Count one = judge(sample);
        count(by_kind, std::string(to_text(sample.kind)), one);
        count(by_form, sample.form, one);
        count(by_kind, "total", one);
        if (one.found == 0 && shown++ < 40)
            fmt::print("missed {} ({}): {}\n", to_text(sample.kind), sample.form, sample.text);
        const MaskedText masked = mask_personal_data(sample.text);
        ASSERT_TRUE(find_personal_data(masked.text).empty()) << sample.text << "\n" << masked.text;
    }
    print(by_kind, "kind");
    print(by_form, "written form");
    const Count& total = by_kind["total"];
    EXPECT_GE(static_cast<double>(total.found) / total.all, kWantedRecall);
}

// What is not personal ----------------------------------------------------------------------------------

struct NotPersonal {
    std::string_view name;
    std::function<std::string(Random&)> make;
};

std::string order_number(Random& random) {
    return date(random, 2018, 2026) + random.digits(random.between(6, 12));
}

std::string amount(Random& random) {
    const std::string cents = "." + random.digits(2);
    switch (random.between(0, 3)) {
        case 0:
            return std::to_string(random.between(1, 99)) + "," + random.digits(3) + "," +
                   random.digits(3) + cents;
        case 1:
            return "¥" + std::to_string(random.between(1, 9)) +
                   random.digits(random.between(3, 8)) + cents;
        case 2:
            return std::to_string(random.between(1, 9)) + random.digits(random.between(3, 10)) +
                   "元";
        default:
            return std::to_string(random.between(1, 9)) + random.digits(random.between(2, 6)) +
                   cents;
    }
}

std::string version(Random& random) {
    std::string out = random.between(0, 1) == 0 ? "v" : "";
    for (int i = 0; i < 4; ++i)
        out += (i > 0 ? "." : "") + std::to_string(random.between(0, i == 3 ? 20'000 : 40));
    return out;
}

std::string address(Random& random) {
    std::string out = std::to_string(random.between(1, 254));
    for (int i = 0; i < 3; ++i) out += "." + std::to_string(random.between(0, 255));
    return out;
}

std::string timestamp(Random& random) {
    switch (random.between(0, 4)) {
        case 0:
            return "17" + random.digits(8);
        case 1:
            return "17" + random.digits(11);
        case 2:
            return date(random, 2018, 2026) + two_digits(random.between(0, 23)) +
                   two_digits(random.between(0, 59)) + two_digits(random.between(0, 59));
        case 3:
            return "2026-" + two_digits(random.between(1, 12)) + "-" +
                   two_digits(random.between(1, 28)) + "T" + two_digits(random.between(0, 23)) +
                   ":" + two_digits(random.between(0, 59)) + ":00.123+08:00";
        default:
            return "2026-" + two_digits(random.between(1, 12)) + "-" +
                   two_digits(random.between(1, 28)) + " " + two_digits(random.between(0, 23)) +
                   ":" + two_digits(random.between(0, 59));
    }
}

std::string tracking_number(Random& random) {
    constexpr std::string_view kCarriersOfParcels[] = {"SF", "YT",  "JD", "JDX0", "ZTO",
                                                       "YD", "EMS", "JT", "DPK",  "sf"};
    return std::string(random.one_of(kCarriersOfParcels)) + random.digits(random.between(12, 15));
}

std::string numeric_tracking_number(Random& random) {
    constexpr std::string_view kPrefixes[] = {"77", "73", "75", "78", "43",
                                              "31", "46", "98", "11", "21"};
    return std::string(random.one_of(kPrefixes)) + random.digits(random.between(10, 13));
}

std::string product_code(Random& random) {
    switch (random.between(0, 4)) {
        case 0:
            return random.letters(2) + "-" + random.digits(4) + "-" + random.letters(1) +
                   random.digits(3);
        case 1:
            return random.letters(random.between(1, 4)) + random.digits(random.between(3, 10));
        case 2:
            return "69" + random.digits(11);
        case 3:
            return random.letters(3) + "/" + random.digits(5) + "-" + random.digits(6);
        default:
            return random.digits(4) + random.letters(2) + random.digits(6);
    }
}

std::string desk_number(Random& random) {
    constexpr std::string_view kPrefixes[] = {"tb2026-", "TB2026-", "CASE-",     "KF-2026-",
                                              "No.",     "#",       "工单2026-", "UU00"};
    return std::string(random.one_of(kPrefixes)) + random.digits(random.between(4, 6));
}

std::string shop_order(Random& random) {
    switch (random.between(0, 3)) {
        case 0:  // a market place: 19 digits
            return std::to_string(random.between(1, 4)) + random.digits(18);
        case 1:  // 12 digits
            return std::to_string(random.between(1, 3)) + random.digits(11);
        case 2:  // date and 15 digits
            return date(random, 2018, 2026).substr(2) + "-" + random.digits(15);
        default:  // a payment: 28 digits
            return "4200001" + random.digits(3) + date(random, 2018, 2026) + random.digits(10);
    }
}

const std::vector<NotPersonal>& not_personal() {
    static const std::vector<NotPersonal> list{
        {"order number with date", order_number},
        {"order number of a shop", shop_order},
        {"tracking, letters", tracking_number},
        {"tracking, digits", numeric_tracking_number},
        {"desk's number", desk_number},
        {"amount", amount},
        {"timestamp", timestamp},
        {"version", version},
        {"internet address", address},
        {"product code", product_code},
        {"meter reading",
         [](Random& random) {
             return random.digits(random.between(4, 8)) +
                    (random.between(0, 1) == 0 ? "" : "." + random.digits(3));
         }},
        {"date of 8 digits", [](Random& random) { return date(random, 1950, 2030); }},
        {"device number (IMEI)", [](Random& random) { return "86" + random.digits(13); }},
        {"error code",
         [](Random& random) {
             return (random.between(0, 1) == 0 ? "E" : "0x") + random.digits(random.between(4, 8));
         }},
        {"service number",
         [](Random& random) {
             return (random.between(0, 1) == 0 ? "400-" : "800-") + random.digits(3) + "-" +
                    random.digits(4);
         }},
        {"link",
         [](Random& random) {
             return "https://item.example.com/" + random.digits(random.between(9, 13)) + ".html";
         }},
        {"random 16 to 19 digits",
         [](Random& random) {
             return std::to_string(random.between(1, 9)) + random.digits(random.between(15, 18));
         }},
    };
    return list;
}

constexpr std::string_view kPlainCarriers[] = {
    "客户反映{}已经三天没有更新，要求尽快处理。",
    "请帮忙查一下{}，谢谢",
    "{}",
    "系统里显示{}，但是客户说不对，2026年3月2日再核对。",
    "您好，{}到现在没动静，我要投诉你们！",
    "截图上写的是 {} ，请看附件",
    "我给客服发了{}，客服说三天内回复",
    "- 客户：陈先生\n- 内容：{}\n- 诉求：退费300元",
    "Hi, {} has not moved for three days.",
    "The screen shows {} and then nothing happens.",
    "We checked {} twice; it is still pending.",
};
constexpr std::string_view kTellingCarriers[] = {
    "订单号{}到现在没发货",       "订单号：{}，请查收",
    "运单号 {} 显示已签收",       "快递单号是{}，三天没动了",
    "工单号：{}，已转交二线",     "流水号为{}",
    "我的订单{}还没退款",         "合同编号（{}）有问题",
    "order number {} is missing", "Order #{} has not arrived",
    "tracking number: {}",        "ticket {} was closed",
    "invoice no. {} is wrong",    "客户手机打不通，订单号{}也查不到",
};

struct Alarms {
    int texts[2] = {0, 0};
    int alarms[2] = {0, 0};
};

TEST(PersonalData, OrderNumbersAndTheLikeAreLeftAlone) {
    Random random(7);
    std::map<std::string, Alarms> table;
    int shown = 0;
    int alarms = 0;
    for (int i = 0; i < kSamples; ++i) {
        const NotPersonal& sort =
            not_personal()[static_cast<std::size_t>(i) % not_personal().size()];
        const bool told = random.between(0, 2) == 0;
        const std::string_view carrier =
            told ? random.one_of(kTellingCarriers) : random.one_of(kPlainCarriers);
        const std::string text = replaced(carrier, "{}", sort.make(random));
        const auto findings = find_personal_data(text);
        Alarms& row = table[std::string(sort.name)];
        ++row.texts[told];
        row.alarms[told] += findings.empty() ? 0 : 1;
        alarms += findings.empty() ? 0 : 1;
        if (!findings.empty() && shown++ < 25)
            fmt::print("alarm {}: {}\n", to_text(findings[0].kind), text);
    }
    fmt::print("\n{:<24}{:>8}{:>8}{:>9}{:>8}{:>8}{:>9}\n", "not personal", "no word", "alarms", "",
               "word", "alarms", "");
    for (const auto& [name, row] : table)
        fmt::print("{:<24}{:>8}{:>8}{:>8.2f}%{:>8}{:>8}{:>8.2f}%\n", name, row.texts[0],
                   row.alarms[0], 100.0 * row.alarms[0] / row.texts[0], row.texts[1], row.alarms[1],
                   100.0 * row.alarms[1] / row.texts[1]);
    fmt::print("all: {} of {}: {:.2f}%\n", alarms, kSamples, 100.0 * alarms / kSamples);
    EXPECT_LE(static_cast<double>(alarms) / kSamples, kMostFalseAlarms);
}

// Nothing tells these from cards; the number is here so that nobody thinks it is zero.
TEST(PersonalData, AnOrderNumberThatIsAlsoAValidCardNumberIsMaskedUnlessAWordTells) {
    Random random(11);
    int masked = 0;
    for (int i = 0; i < 500; ++i) {
        const std::string number = with_luhn("6222" + random.digits(14));
        masked += find_personal_data("请帮忙查一下" + number + "，谢谢").empty() ? 0 : 1;
        EXPECT_TRUE(find_personal_data("订单号：" + number).empty());
    }
    fmt::print("card-like order numbers without a word: {} of 500 masked\n", masked);
    EXPECT_EQ(masked, 500);
}

}  // namespace
}  // namespace casebook
