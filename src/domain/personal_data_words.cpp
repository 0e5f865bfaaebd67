#include "domain/personal_data_words.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace casebook::personal_data {
namespace {

constexpr std::size_t kFarthestBack =
    32;  // symbols between a word and its number, empty words included
constexpr std::size_t kLongestOrderGap = 6;  // without the empty words
constexpr std::size_t kLongestPhoneGap = 12;
constexpr std::size_t kFarthestAfter = 12;

struct Word {
    std::u32string_view text;  // folded
    Telling telling;
};

constexpr Word kWords[] = {
    {U"手机", Telling::phone},
    {U"电话", Telling::phone},
    {U"联系", Telling::phone},
    {U"座机", Telling::phone},
    {U"固话", Telling::phone},
    {U"来电", Telling::phone},
    {U"致电", Telling::phone},
    {U"拨打", Telling::phone},
    {U"回电", Telling::phone},
    {U"打给", Telling::phone},
    {U"短信", Telling::phone},
    {U"微信", Telling::phone},
    {U"电联", Telling::phone},
    {U"传真", Telling::phone},
    {U"机主", Telling::phone},
    {U"手提", Telling::phone},
    {U"行动", Telling::phone},
    {U"市话", Telling::phone},
    {U"分机", Telling::phone},
    {U"直线", Telling::phone},
    {U"打我", Telling::phone},
    {U"tel", Telling::phone},
    {U"phone", Telling::phone},
    {U"telephone", Telling::phone},
    {U"mobile", Telling::phone},
    {U"cell", Telling::phone},
    {U"cellphone", Telling::phone},
    {U"call", Telling::phone},
    {U"called", Telling::phone},
    {U"contact", Telling::phone},
    {U"whatsapp", Telling::phone},
    {U"wechat", Telling::phone},
    {U"fax", Telling::phone},
    {U"dial", Telling::phone},
    {U"mob", Telling::phone},
    {U"landline", Telling::phone},
    {U"reach", Telling::phone},
    {U"text me", Telling::phone},
    {U"sms", Telling::phone},
    {U"vx", Telling::phone},
    {U"wx", Telling::phone},
    {U"weixin", Telling::phone},
    {U"hotline", Telling::phone},
    {U"身份证", Telling::identity},
    {U"证件", Telling::identity},
    {U"身份号", Telling::identity},
    {U"公民身份", Telling::identity},
    {U"身证", Telling::identity},
    {U"居民证", Telling::identity},
    {U"identity", Telling::identity},
    {U"hkid", Telling::identity},
    {U"id card", Telling::identity},
    {U"national id", Telling::identity},
    {U"id number", Telling::identity},
    {U"id no", Telling::identity},
    {U"卡号", Telling::card},
    {U"银行卡", Telling::card},
    {U"储蓄卡", Telling::card},
    {U"信用卡", Telling::card},
    {U"借记卡", Telling::card},
    {U"账号", Telling::card},
    {U"账户", Telling::card},
    {U"帐号", Telling::card},
    {U"帐户", Telling::card},
    {U"card", Telling::card},
    {U"card number", Telling::card},
    {U"account", Telling::card},
    {U"工行卡", Telling::card},
    {U"建行卡", Telling::card},
    {U"农行卡", Telling::card},
    {U"车牌", Telling::plate},
    {U"牌照", Telling::plate},
    {U"license plate", Telling::plate},
    {U"plate", Telling::plate},
    {U"护照", Telling::passport},
    {U"passport", Telling::passport},
    {U"通行证", Telling::passport},
    {U"回乡证", Telling::passport},
    {U"台胞证", Telling::passport},
    {U"订单", Telling::not_personal},
    {U"单号", Telling::not_personal},
    {U"运单", Telling::not_personal},
    {U"工单", Telling::not_personal},
    {U"流水", Telling::not_personal},
    {U"编号", Telling::not_personal},
    {U"货号", Telling::not_personal},
    {U"型号", Telling::not_personal},
    {U"批号", Telling::not_personal},
    {U"序列号", Telling::not_personal},
    {U"串号", Telling::not_personal},
    {U"条码", Telling::not_personal},
    {U"条形码", Telling::not_personal},
    {U"合同号", Telling::not_personal},
    {U"发票", Telling::not_personal},
    {U"发票号", Telling::not_personal},
    {U"案号", Telling::not_personal},
    {U"票号", Telling::not_personal},
    {U"凭证", Telling::not_personal},
    {U"凭证号", Telling::not_personal},
    {U"交易号", Telling::not_personal},
    {U"户号", Telling::not_personal},
    {U"表号", Telling::not_personal},
    {U"邮编", Telling::not_personal},
    {U"版", Telling::not_personal},
    {U"版本", Telling::not_personal},
    {U"版本号", Telling::not_personal},
    {U"快递号", Telling::not_personal},
    {U"物流号", Telling::not_personal},
    {U"包裹", Telling::not_personal},
    {U"受理号", Telling::not_personal},
    {U"工号", Telling::not_personal},
    {U"学号", Telling::not_personal},
    {U"设备号", Telling::not_personal},
    {U"验证码", Telling::not_personal},
    {U"校验码", Telling::not_personal},
    {U"取件码", Telling::not_personal},
    {U"错误码", Telling::not_personal},
    {U"代码", Telling::not_personal},
    {U"时间戳", Telling::not_personal},
    {U"读数", Telling::not_personal},
    {U"金额", Telling::not_personal},
    {U"信用代码", Telling::not_personal},
    {U"备案", Telling::not_personal},
    {U"备案号", Telling::not_personal},
    {U"编码", Telling::not_personal},
    {U"单据号", Telling::not_personal},
    {U"order", Telling::not_personal},
    {U"orders", Telling::not_personal},
    {U"tracking", Telling::not_personal},
    {U"ticket", Telling::not_personal},
    {U"invoice", Telling::not_personal},
    {U"serial", Telling::not_personal},
    {U"ref", Telling::not_personal},
    {U"reference", Telling::not_personal},
    {U"sn", Telling::not_personal},
    {U"imei", Telling::not_personal},
    {U"iccid", Telling::not_personal},
    {U"sku", Telling::not_personal},
    {U"version", Telling::not_personal},
    {U"build", Telling::not_personal},
    {U"code", Telling::not_personal},
    {U"case", Telling::not_personal},
    {U"parcel", Telling::not_personal},
    {U"waybill", Telling::not_personal},
    {U"shipment", Telling::not_personal},
    {U"transaction", Telling::not_personal},
    {U"txn", Telling::not_personal},
    {U"qq", Telling::not_personal},
    {U"timestamp", Telling::not_personal},
    {U"barcode", Telling::not_personal},
    {U"batch", Telling::not_personal},
    {U"model", Telling::not_personal},
    {U"meter", Telling::not_personal},
    {U"trace", Telling::not_personal},
};

// Words that may stand between the telling word and its number and say nothing themselves.
constexpr std::u32string_view kEmptyWords[] = {
    U"number", U"no", U"num", U"nr",   U"is", U"was", U"the", U"my",
    U"at",     U"on", U"id",  U"号码", U"号", U"是",  U"为",  U"码",
};

// The words by their last character, so that one look at a symbol tells whether a word may end there.
class WordTable {
  public:
    WordTable() {
        for (const Word& word : kWords) by_last_[bucket(word.text.back())].push_back(&word);
        for (auto& words : by_last_)
            std::stable_sort(words.begin(), words.end(), [](const Word* a, const Word* b) {
                return a->text.size() > b->text.size();
            });
    }

    // The longest first.
    const std::vector<const Word*>& ending_with(char32_t character) const {
        return by_last_[bucket(character)];
    }

  private:
    static std::size_t bucket(char32_t character) { return character % 1021; }

    std::array<std::vector<const Word*>, 1021> by_last_;
};

const WordTable& word_table() {
    static const WordTable table;
    return table;
}

bool ends_at(Symbols symbols, std::size_t end, std::u32string_view word) {
    if (word.size() > end) return false;
    for (std::size_t i = 0; i < word.size(); ++i)
        if (symbols[end - word.size() + i].character != word[i]) return false;
    return true;
}

// A Latin word is a word only when no letter touches it.
bool stands_alone(Symbols symbols, std::size_t begin, std::size_t end) {
    if (!is_latin(symbols[begin].character)) return true;
    const bool open_left = begin == 0 || !is_latin(symbols[begin - 1].character);
    const bool open_right = end == symbols.size() || !is_latin(symbols[end].character);
    return open_left && open_right;
}

bool ends_clause(char32_t character) {
    constexpr std::u32string_view kEnds = U",，。;；!！?？、\n";
    return kEnds.find(character) != std::u32string_view::npos;
}

struct Gap {
    std::size_t length = 0;  // letters, Chinese characters and digits that are not empty words
    bool crosses_clause = false;
};

std::size_t empty_word_length(Symbols symbols, std::size_t end, std::size_t limit) {
    for (const std::u32string_view word : kEmptyWords)
        if (end >= limit + word.size() && ends_at(symbols, end, word) &&
            stands_alone(symbols, end - word.size(), end))
            return word.size();
    return 0;
}

Gap measure_gap(Symbols symbols, std::size_t begin, std::size_t end) {
    Gap gap;
    while (end > begin) {
        if (const std::size_t empty = empty_word_length(symbols, end, begin); empty > 0) {
            end -= empty;
            continue;
        }
        const char32_t character = symbols[--end].character;
        if (ends_clause(character)) gap.crosses_clause = true;
        if (is_latin(character) || character >= 0x3400 || is_digit(symbols[end])) ++gap.length;
    }
    return gap;
}

}  // namespace

TellingWords::TellingWords(Symbols symbols) : symbols_(symbols) {
    for (std::size_t last = 0; last < symbols_.size(); ++last) add_hit_ending_at(last);
}

void TellingWords::add_hit_ending_at(std::size_t last) {
    for (const Word* word : word_table().ending_with(symbols_[last].character)) {
        if (!ends_at(symbols_, last + 1, word->text)) continue;
        const std::size_t begin = last + 1 - word->text.size();
        if (!stands_alone(symbols_, begin, last + 1)) continue;
        hits_.push_back({begin, last + 1, word->telling});
        return;
    }
}

std::size_t TellingWords::hits_until(std::size_t symbol) const {
    const auto end =
        std::upper_bound(hits_.begin(), hits_.end(), symbol,
                         [](std::size_t wanted, const Hit& hit) { return wanted < hit.end; });
    return static_cast<std::size_t>(end - hits_.begin());
}

Telling TellingWords::before(std::size_t number_begin) const {
    const std::size_t count = hits_until(number_begin);
    if (count == 0) return Telling::nothing;
    const Hit& hit = hits_[count - 1];
    if (number_begin - hit.end > kFarthestBack) return Telling::nothing;
    const Gap gap = measure_gap(symbols_, hit.end, number_begin);
    if (hit.telling == Telling::not_personal)
        return gap.length <= kLongestOrderGap && !gap.crosses_clause ? hit.telling
                                                                     : Telling::nothing;
    return gap.length <= kLongestPhoneGap ? hit.telling : Telling::nothing;
}

bool TellingWords::is_near(Telling telling, std::size_t number_begin, std::size_t distance) const {
    for (std::size_t count = hits_until(number_begin); count > 0; --count) {
        const Hit& hit = hits_[count - 1];
        if (number_begin - hit.end > distance) return false;
        if (hit.telling == telling) return true;
    }
    return false;
}

bool TellingWords::phone_follows(std::size_t number_end) const {
    for (std::size_t i = hits_until(number_end); i < hits_.size(); ++i) {
        if (hits_[i].begin > number_end + kFarthestAfter) return false;
        if (hits_[i].telling == Telling::phone) return hits_[i].begin >= number_end;
    }
    return false;
}

bool TellingWords::touches(std::size_t number_begin) const {
    const std::size_t count = hits_until(number_begin);
    if (count == 0 || hits_[count - 1].end != number_begin) return false;
    return hits_[count - 1].telling != Telling::not_personal;
}

}  // namespace casebook::personal_data
