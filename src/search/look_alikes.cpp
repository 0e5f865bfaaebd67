#include "search/look_alikes.h"

#include <string_view>
#include <unordered_map>

namespace casebook::search {
namespace {

// Our own list, from what is mistyped in customer service.
constexpr std::u32string_view kGroups[] = {
    U"己已巳", U"未末", U"拨拔", U"侯候",   U"账帐胀", U"辩辨辫", U"竞竟",   U"即既", U"待侍持",
    U"折拆析", U"撤撒", U"晴睛", U"治冶",   U"管菅",   U"订汀",   U"申中甲", U"陆录", U"密蜜",
    U"缴激",   U"代伐", U"网冈", U"宽宾",   U"贷货",   U"赔陪",   U"偿尝",   U"诈炸", U"骗编",
    U"盗盆",   U"刷涮", U"欠次", U"限根",   U"退腿",   U"换唤",   U"修休",   U"续读", U"线钱",
    U"钱残浅", U"票漂", U"费贵", U"帮邦",   U"机肌",   U"挂桂",   U"失矢",   U"担但", U"逾愉",
    U"罚罪",   U"查杳", U"询徇", U"诉拆",   U"投没",   U"梯悌",   U"漏露",   U"渗参", U"暖缓",
    U"燥躁",   U"噪躁", U"停亭", U"车东",   U"库裤",   U"桥轿",   U"形型",   U"份分", U"象像",
    U"哪那",   U"做作", U"在再", U"的得地", U"副付",   U"须需",   U"至致",   U"员圆", U"户卢",
    U"载栽",   U"戴带", U"壁璧", U"粱梁",   U"末未",   U"延廷",   U"崇祟",   U"徽微",
};

class LookAlikes {
  public:
    LookAlikes() {
        for (const std::u32string_view group : kGroups)
            for (const char32_t one : group)
                for (const char32_t other : group)
                    if (one != other && others_[one].find(other) == std::u32string::npos)
                        others_[one] += other;
    }

    std::u32string of(char32_t character) const {
        const auto others = others_.find(character);
        return others == others_.end() ? std::u32string() : others->second;
    }

  private:
    std::unordered_map<char32_t, std::u32string> others_;
};

}  // namespace

std::u32string look_alikes_of(char32_t character) {
    static const LookAlikes instance;
    return instance.of(character);
}

}  // namespace casebook::search
