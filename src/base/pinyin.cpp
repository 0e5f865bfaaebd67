#include "base/pinyin.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <memory>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"

namespace casebook {
namespace {

constexpr char32_t kFirst = 0x4E00;
constexpr char32_t kLast = 0x9FFF;
constexpr std::size_t kLongestSyllable = 6;  // zhuang

struct FurtherReading {
    std::string_view character;
    std::string_view syllable;
};

// Of the characters that customer service texts use often.
constexpr FurtherReading kFurtherReadings[] = {
    {"行", "hang"}, {"长", "zhang"}, {"重", "chong"}, {"还", "hai"},   {"还", "huan"},
    {"都", "dou"},  {"都", "du"},    {"调", "diao"},  {"调", "tiao"},  {"降", "xiang"},
    {"乐", "yue"},  {"传", "zhuan"}, {"差", "chai"},  {"率", "shuai"}, {"率", "lv"},
    {"会", "kuai"}, {"会", "hui"},   {"系", "ji"},    {"校", "jiao"},  {"省", "xing"},
    {"数", "shuo"}, {"着", "zhao"},  {"着", "zhe"},   {"给", "ji"},    {"角", "jue"},
    {"便", "pian"}, {"参", "shen"},  {"称", "chen"},  {"模", "mu"},    {"卡", "qia"},
    {"卡", "ka"},   {"车", "ju"},    {"车", "che"},   {"落", "la"},    {"露", "lou"},
    {"绿", "lv"},   {"没", "mei"},   {"没", "mo"},    {"色", "shai"},  {"厦", "xia"},
    {"得", "dei"},  {"的", "di"},    {"地", "de"},    {"地", "di"},    {"了", "liao"},
    {"了", "le"},   {"什", "shi"},   {"什", "shen"},  {"单", "shan"},  {"单", "dan"},
    {"宿", "xiu"},  {"血", "xue"},   {"折", "she"},   {"说", "shui"},  {"切", "qie"},
    {"藏", "zang"}, {"弹", "tan"},   {"曾", "zeng"},  {"曾", "ceng"},  {"朝", "zhao"},
    {"尽", "jin"},  {"觉", "jiao"},  {"觉", "jue"},   {"区", "qu"},    {"石", "shi"},
    {"薄", "bao"},  {"剥", "bo"},    {"大", "da"},    {"的", "de"},    {"那", "na"},
    {"女", "nv"},   {"吕", "lv"},    {"旅", "lv"},    {"律", "lv"},    {"虑", "lv"},
    {"解", "jie"},  {"提", "ti"},    {"嘛", "ma"},    {"吗", "ma"},    {"塞", "sai"},
};

class PinyinTable {
  public:
    PinyinTable() {
        read_usual_readings();
        for (const FurtherReading& further : kFurtherReadings) {
            std::size_t position = 0;
            add(next_character(further.character, position), std::string(further.syllable));
        }
        for (const auto& readings : readings_)
            for (const std::string& syllable : readings) syllables_.insert(syllable);
    }

    const std::vector<std::string>& of(char32_t character) const {
        return character < kFirst || character > kLast ? none_ : readings_[character - kFirst];
    }

    bool has(const std::string& syllable) const { return syllables_.contains(syllable); }

  private:
    void add(char32_t character, std::string syllable) {
        std::vector<std::string>& readings = readings_[character - kFirst];
        for (const std::string& known : readings)
            if (known == syllable) return;
        readings.push_back(std::move(syllable));
    }

    // One by one: in a long text each replacement moves all that follows, which takes twice the time.
    void read_usual_readings() {
        UErrorCode status = U_ZERO_ERROR;
        const std::unique_ptr<icu::Transliterator> to_pinyin(
            icu::Transliterator::createInstance("Han-Latin; Latin-ASCII", UTRANS_FORWARD, status));
        if (U_FAILURE(status)) return;
        for (char32_t c = kFirst; c <= kLast; ++c) {
            icu::UnicodeString reading(static_cast<UChar32>(c));
            to_pinyin->transliterate(reading);
            std::string letters;
            reading.toUTF8String(letters);
            if (is_latin(letters)) readings_[c - kFirst].push_back(std::move(letters));
        }
    }

    static bool is_latin(std::string_view text) {
        return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == text.npos;
    }

    std::vector<std::vector<std::string>> readings_ =
        std::vector<std::vector<std::string>>(kLast - kFirst + 1);
    std::unordered_set<std::string> syllables_;
    std::vector<std::string> none_;
};

const PinyinTable& table() {
    static const PinyinTable instance;
    return instance;
}

}  // namespace

const std::vector<std::string>& pinyin_of(char32_t character) {
    return table().of(character);
}

bool is_pinyin_syllable(std::string_view letters) {
    // ICU has the interjections ng, m, n among the readings.
    return letters.find_first_of("aeiouv") != letters.npos && table().has(std::string(letters));
}

std::optional<std::vector<std::string>> split_pinyin(std::string_view letters) {
    constexpr std::size_t kUnreached = 1000;
    // fewest[i]: syllables of the first i letters; last[i]: the length of the last of them.
    std::vector<std::size_t> fewest(letters.size() + 1, kUnreached);
    std::vector<std::size_t> last(letters.size() + 1, 0);
    fewest[0] = 0;
    for (std::size_t end = 1; end <= letters.size(); ++end)
        for (std::size_t length = 1; length <= std::min(end, kLongestSyllable); ++length) {
            const std::size_t before = fewest[end - length];
            if (before + 1 >= fewest[end]) continue;
            if (!is_pinyin_syllable(letters.substr(end - length, length))) continue;
            fewest[end] = before + 1;
            last[end] = length;
        }
    if (letters.empty() || fewest.back() >= kUnreached) return std::nullopt;
    std::vector<std::string> syllables(fewest.back());
    for (std::size_t end = letters.size(), i = syllables.size(); end > 0; end -= last[end])
        syllables[--i] = letters.substr(end - last[end], last[end]);
    return syllables;
}

}  // namespace casebook
