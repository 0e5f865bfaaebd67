#include "search/seams.h"

#include <algorithm>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/fold.h"
#include "base/text.h"
#include "base/words.h"
#include "search/stop_words.h"

namespace casebook::search {
namespace {

constexpr std::size_t kMostSplit = 1000;  // characters of a complaint that are split into words

constexpr std::string_view kFunctionWords[] = {
    "的",    "了",   "着",     "过",     "地",     "得",   "吗",   "呢",     "吧",   "啊",   "呀",
    "么",    "嘛",   "哦",     "呃",     "嗯",     "我",   "你",   "您",     "他",   "她",   "它",
    "们",    "这",   "那",     "哪",     "谁",     "是",   "有",   "在",     "就",   "都",   "也",
    "还",    "又",   "再",     "很",     "太",     "最",   "更",   "和",     "与",   "跟",   "或",
    "及",    "把",   "被",     "给",     "让",     "叫",   "对",   "从",     "向",   "往",   "为",
    "因",    "但",   "而",     "且",     "若",     "如",   "要",   "会",     "能",   "可",   "想",
    "个",    "一",   "些",     "点",     "说",     "来",   "去",   "上",     "下",   "里",   "中",
    "没",    "不",   "别",     "才",     "只",     "老",   "该",   "所",     "以",   "之",   "其",
    "啥",    "怎",   "咋",     "几",     "多",     "少",   "好",   "一直",   "怎么", "什么", "没有",
    "可以",  "已经", "还是",   "但是",   "因为",   "所以", "就是", "不是",   "如果", "这个", "那个",
    "我们",  "你们", "他们",   "她们",   "自己",   "现在", "然后", "时候",   "一下", "一个", "一些",
    "这样",  "那样", "这么",   "那么",   "知道",   "觉得", "不能", "能不能", "可能", "应该", "需要",
    "还有",  "以及", "并且",   "或者",   "都是",   "也是", "不会", "不要",   "是否", "请问", "你好",
    "您好",  "谢谢", "为什么", "怎么办", "怎么样", "如何", "哪里", "哪个",   "多少", "这里", "那里",
    "没用",  "不行", "没人",   "还没",   "给我",   "不想", "不到", "没坏",   "被人", "那边", "这边",
    "要我",  "而已", "起来",   "出来",   "过来",   "的话", "我的", "你的",   "他的", "老是", "总是",
    "有没有"};

bool has_character(std::string_view folded, bool (*is)(std::string_view character)) {
    for (std::size_t position = 0; position < folded.size();) {
        const std::size_t begin = position;
        next_character(folded, position);
        if (is(folded.substr(begin, position - begin))) return true;
    }
    return false;
}

bool is_particle(std::string_view character) {
    constexpr std::string_view kParticles[] = {"的", "了", "着", "吗", "呢",
                                               "吧", "啊", "呀", "嘛"};
    return std::ranges::find(kParticles, character) != std::end(kParticles);
}

bool is_no_function_word(std::string_view character) {
    return !is_function_word(character);
}

struct Word {
    std::uint32_t begin, end;  // bytes of the complaint
    bool is_function;          // 没到 is two
};

Word word_at(std::string_view text, std::uint32_t begin, std::uint32_t end) {
    const std::string folded = fold_to_text(text.substr(begin, end - begin));
    const bool is_function =
        is_function_word(folded) || !has_character(folded, is_no_function_word);
    return {begin, end, is_function};
}

// Those of a text that touch a place of it, found by position.
class WordsByPlace {
  public:
    explicit WordsByPlace(std::vector<Word> words) : words_(std::move(words)) {
        std::ranges::stable_sort(words_, {}, &Word::begin);
        for (const Word& word : words_) longest_ = std::max(longest_, word.end - word.begin);
    }

    bool is_empty() const { return words_.empty(); }

    std::span<const Word> touching(std::uint32_t begin, std::uint32_t end) const {
        const std::uint32_t earliest = begin - std::min(begin, longest_);
        const auto first = std::ranges::lower_bound(words_, earliest, {}, &Word::begin);
        const auto last = std::ranges::lower_bound(first, words_.end(), end, {}, &Word::begin);
        return {first, last};
    }

  private:
    std::vector<Word> words_;    // by their beginning
    std::uint32_t longest_ = 0;  // bytes
};

// Those of the dictionary, but what a list knows as one word is one: 打不开.
WordsByPlace words_of(std::string_view text, const QueryTerms& terms) {
    std::vector<WordRange> listed;
    std::unordered_set<std::string_view> looked_for;
    for (const QueryTerm& term : terms)
        for (const auto& word : term.parts_of)
            if (!word->typed.empty() && looked_for.insert(word->typed).second)
                for (std::size_t at = text.find(word->typed); at != std::string_view::npos;
                     at = text.find(word->typed, at + word->typed.size()))
                    listed.push_back({static_cast<std::uint32_t>(at),
                                      static_cast<std::uint32_t>(at + word->typed.size())});
    std::vector<Word> words;
    for (const WordRange& listed_word : listed)
        words.push_back(word_at(text, listed_word.begin, listed_word.end));
    for (const WordRange& written : words_in(text))
        words.push_back(word_at(text, written.begin, written.end));
    return WordsByPlace(std::move(words));
}

// Two words of one character each, or a piece of a longer one; 不到 of 收不到 is none, nor is 占了. `words` hold every place of the text.
bool tells_something(const WordsByPlace& words, const TypedToken& pair) {
    if (has_character(pair.term, is_particle)) return false;
    const bool any_function = has_character(pair.term, is_function_word);
    const Word* first = nullptr;
    const Word* second = nullptr;
    for (const Word& word : words.touching(pair.begin, pair.end)) {
        const bool is_it = word.begin == pair.begin && word.end == pair.end;
        const bool holds_it = word.begin <= pair.begin && pair.end <= word.end;
        if (holds_it && !word.is_function && (is_it || !any_function)) return true;
        if (word.begin == pair.begin && word.end < pair.end) first = &word;
        if (word.end == pair.end && word.begin > pair.begin) second = &word;
    }
    return first != nullptr && second != nullptr && !first->is_function && !second->is_function;
}

bool has_stop_word(std::string_view word_pair) {
    const std::size_t joint = word_pair.find('_');
    return joint != std::string_view::npos &&
           (is_stop_word(word_pair.substr(0, joint)) || is_stop_word(word_pair.substr(joint + 1)));
}

}  // namespace

bool is_function_word(std::string_view word) {
    static const std::unordered_set<std::string_view> words(std::begin(kFunctionWords),
                                                            std::end(kFunctionWords));
    return words.contains(word);
}

void find_seams(QueryTerms& terms, std::string_view text) {
    const std::string_view split = first_characters(text, kMostSplit);
    std::unordered_map<std::string_view, QueryTerm*> pairs;
    for (QueryTerm& term : terms) {
        if (term.kind == TokenKind::word_pair) term.is_seam = has_stop_word(term.term);
        if (term.kind == TokenKind::bigram && term.origin == Origin::typed)
            pairs.emplace(term.term, &term);
    }
    if (pairs.empty()) return;
    const WordsByPlace words = words_of(split, terms);
    if (words.is_empty()) return;
    std::unordered_set<QueryTerm*> seen, telling;
    for (const TypedToken& token : tokens_of(split)) {
        const auto pair = pairs.find(token.term);
        if (token.kind != TokenKind::bigram || pair == pairs.end()) continue;
        seen.insert(pair->second);
        if (tells_something(words, token)) telling.insert(pair->second);
    }
    for (QueryTerm* const term : seen) term->is_seam = !telling.contains(term);
}

}  // namespace casebook::search
