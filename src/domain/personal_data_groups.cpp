#include "domain/personal_data_groups.h"

#include <algorithm>
#include <string_view>

namespace casebook::personal_data {
namespace {

constexpr std::size_t kLongestJoint = 8;      // symbols between two groups
constexpr std::size_t kLongestExtension = 4;  // 13812341234-8001
constexpr std::size_t kMobileLength = 11;
constexpr std::size_t kShortestCode =
    5;  // a number that another one hangs on with a hyphen: 202603-13812341234
constexpr std::size_t kSplitHanRun = 2;

bool is_one_of(char32_t character, std::u32string_view characters) {
    return characters.find(character) != std::u32string_view::npos;
}

bool is_joiner(char32_t character) {
    return is_hyphen(character) || character == '_';
}

class GroupReader {
  public:
    GroupReader(Symbols symbols, const TellingWords& words) : symbols_(symbols), words_(words) {}

    std::vector<DigitGroup> read() {
        for (std::size_t i = 0; i < symbols_.size();)
            i = is_digit(symbols_[i]) ? read_run(i) : i + 1;
        for (std::size_t k = 1; k < groups_.size(); ++k)
            groups_[k].joint = joint_between(groups_[k - 1], groups_[k]);
        for (std::size_t k = 0; k < groups_.size(); ++k) {
            groups_[k].left = left_edge(k);
            groups_[k].right = right_edge(k);
        }
        return std::move(groups_);
    }

  private:
    std::size_t read_run(std::size_t first) {
        std::size_t last = first + 1;
        while (last < symbols_.size() && is_digit(symbols_[last]) &&
               symbols_[last].script == symbols_[first].script &&
               symbols_[last].begin <= symbols_[last - 1].end)
            ++last;
        // The numeral at either end of a run may belong to the words: 号码一三八零零一三八零零零一直不通.
        if (symbols_[first].script == Script::han && last - first >= kSplitHanRun) {
            add(first, first + 1);
            if (last - first > 2) add(first + 1, last - 1);
            add(last - 1, last);
        } else {
            add(first, last);
        }
        return last;
    }

    void add(std::size_t first, std::size_t last) {
        DigitGroup group{first, last};
        group.masked =
            std::any_of(symbols_.begin() + static_cast<std::ptrdiff_t>(first),
                        symbols_.begin() + static_cast<std::ptrdiff_t>(last),
                        [](const Symbol& symbol) { return symbol.digit == kMaskedDigit; });
        groups_.push_back(group);
    }

    Joint joint_between(const DigitGroup& before, const DigitGroup& after) const {
        const std::size_t length = after.first - before.last;
        if (length == 0) return Joint::unseen;
        if (length > kLongestJoint) return Joint::none;
        Joint joint = Joint::space;
        for (const Symbol& symbol : symbols_.subspan(before.last, length)) {
            const Joint one = joint_of(symbol.character);
            if (one == Joint::space) continue;
            const bool repeated_hyphen = one == Joint::hyphen && joint == one;
            const bool around_bracket = one == Joint::bracket || joint == Joint::bracket;
            if (joint == Joint::line && (symbol.character == '>' || one == Joint::line)) {
                if (symbol.character == '\n') return Joint::none;
                continue;
            }
            if (joint != Joint::space && !repeated_hyphen && !around_bracket) return Joint::none;
            joint = around_bracket && one != Joint::none ? Joint::bracket : one;
            if (joint == Joint::none) return joint;
        }
        return joint == Joint::space && length > 3 ? Joint::none : joint;
    }

    static Joint joint_of(char32_t character) {
        if (is_blank(character)) return Joint::space;
        if (character == '\n' || character == '\r') return Joint::line;
        if (is_joiner(character)) return Joint::hyphen;
        if (is_dot(character)) return Joint::dot;
        if (is_one_of(character, U",，、/")) return Joint::comma;
        if (is_one_of(character, U"()[]")) return Joint::bracket;
        return Joint::none;
    }

    // Whether only the joining sign stands between this group and the one before.
    bool is_tight(std::size_t k) const {
        return k > 0 && groups_[k].first - groups_[k - 1].last == 1;
    }

    Edge left_edge(std::size_t k) const {
        const DigitGroup& group = groups_[k];
        if (group.first == 0 || (k > 0 && group.joint == Joint::unseen)) return Edge::open;
        const Symbol& previous = symbols_[group.first - 1];
        if (previous.in_url) return url_edge(group.first);
        if (is_latin(previous.character)) return touching_edge(group.first);
        if (is_one_of(previous.character, U"$¥€£#")) return Edge::closed;
        const bool slash = previous.character == '/';
        if (!is_joiner(previous.character) && previous.character != '.' && !slash)
            return Edge::open;
        if (is_tight(k) && !slash) return edge_after_group(groups_[k - 1], group.joint);
        if (group.first < 2 || previous.character == '.') return Edge::open;
        return is_latin(symbols_[group.first - 2].character) ? touching_edge(group.first - 1)
                                                             : Edge::open;
    }

    // In an address only a parameter that is named so is personal: ?phone=13812341234.
    Edge url_edge(std::size_t first) const {
        return symbols_[first - 1].character == '=' ? touching_edge(first - 1) : Edge::closed;
    }

    Edge touching_edge(std::size_t end_of_word) const {
        return words_.touches(end_of_word) ? Edge::open : Edge::closed;
    }

    // "20260301-138..." and "A12-138..." are codes, "1.138..." is a list.
    Edge edge_after_group(const DigitGroup& before, Joint joint) const {
        if (joint == Joint::dot) {
            const bool zero = symbols_[before.first].digit == 0;
            return before.size() <= 2 && !zero ? Edge::open : Edge::closed;
        }
        if (before.left == Edge::closed) return Edge::closed;
        const bool code = before.size() >= kShortestCode && before.size() != kMobileLength;
        return code ? Edge::closed : Edge::open;
    }

    Edge right_edge(std::size_t k) const {
        const DigitGroup& group = groups_[k];
        if (group.last == symbols_.size()) return Edge::open;
        const bool has_next = k + 1 < groups_.size();
        if (has_next && groups_[k + 1].joint == Joint::unseen) return Edge::open;
        const char32_t next = symbols_[group.last].character;
        if (is_latin(next) || is_one_of(next, U"%元块円")) return Edge::closed;
        if (!is_joiner(next) || group.last + 1 == symbols_.size()) return Edge::open;
        if (is_latin(symbols_[group.last + 1].character)) return Edge::closed;
        if (!has_next || !is_tight(k + 1)) return Edge::open;
        const std::size_t size = groups_[k + 1].size();
        return size <= kLongestExtension || size == kMobileLength ? Edge::open : Edge::closed;
    }

    Symbols symbols_;
    const TellingWords& words_;
    std::vector<DigitGroup> groups_;
};

}  // namespace

std::vector<DigitGroup> read_groups(Symbols symbols, const TellingWords& words) {
    return GroupReader(symbols, words).read();
}

}  // namespace casebook::personal_data
