// Made-up personal data and made-up order numbers in running text, the same on each run.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace casebook::samples {

class Random {
  public:
    explicit Random(std::uint64_t seed) : engine_(seed) {}

    int between(int first, int last) {  // both included
        return first + static_cast<int>(engine_() % static_cast<std::uint64_t>(last - first + 1));
    }
    std::string digits(int count) {
        std::string out;
        for (int i = 0; i < count; ++i) out.push_back(static_cast<char>('0' + between(0, 9)));
        return out;
    }
    std::string letters(int count, char first = 'A') {
        std::string out;
        for (int i = 0; i < count; ++i) out.push_back(static_cast<char>(first + between(0, 25)));
        return out;
    }
    template <typename List>
    std::string_view one_of(const List& list) {
        return std::data(
            list)[static_cast<std::size_t>(between(0, static_cast<int>(std::size(list)) - 1))];
    }

  private:
    std::mt19937_64 engine_;
};

inline std::string two_digits(int number) {
    return std::string{static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

inline std::string date(Random& random, int first_year, int last_year) {
    return std::to_string(random.between(first_year, last_year)) +
           two_digits(random.between(1, 12)) + two_digits(random.between(1, 28));
}

inline std::string replaced(std::string_view text, std::string_view what, std::string_view by) {
    const std::size_t at = text.find(what);
    return std::string(text.substr(0, at)) + std::string(by) +
           std::string(text.substr(at + what.size()));
}

// What is personal --------------------------------------------------------------------------------------

inline std::string mobile(Random& random) {
    constexpr std::string_view kPrefixes[] = {
        "130", "133", "135", "136", "137", "138", "139", "147", "150", "152", "158", "159", "166",
        "170", "173", "177", "180", "186", "188", "189", "191", "193", "195", "198", "199"};
    return std::string(random.one_of(kPrefixes)) + random.digits(8);
}

// The hyphen tells where the area code ends.
inline std::string landline(Random& random) {
    constexpr std::string_view kAreas[] = {"010",  "020",  "021",  "022",  "023",  "025",  "027",
                                           "028",  "029",  "0311", "0371", "0411", "0431", "0512",
                                           "0531", "0551", "0571", "0591", "0731", "0755", "0769",
                                           "0771", "0851", "0871", "0931", "0991"};
    const std::string area(random.one_of(kAreas));
    const int rest = area.size() == 3 ? 7 : random.between(6, 7);
    return area + "-" + std::to_string(random.between(2, 8)) + random.digits(rest);
}

inline std::string identity_number(Random& random) {
    constexpr std::string_view kRegions[] = {"110105", "310104", "440305", "430102",
                                             "510107", "320106", "330106", "420111",
                                             "370202", "610113", "230103", "650102"};
    constexpr int kWeights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    std::string number =
        std::string(random.one_of(kRegions)) + date(random, 1940, 2020) + random.digits(3);
    int sum = 0;
    for (std::size_t i = 0; i < 17; ++i) sum += kWeights[i] * (number[i] - '0');
    return number + "10X98765432"[sum % 11];
}

inline std::string old_identity_number(Random& random) {
    return "430102" + date(random, 1930, 1985).substr(2) + random.digits(3);
}

inline std::string with_luhn(std::string number) {
    int sum = 0;
    for (std::size_t i = 0; i < number.size(); ++i) {
        const int digit = number[number.size() - 1 - i] - '0';
        const int doubled = i % 2 == 0 ? digit * 2 : digit;
        sum += doubled > 9 ? doubled - 9 : doubled;
    }
    number.push_back(static_cast<char>('0' + (10 - sum % 10) % 10));
    return number;
}

inline std::string bank_card(Random& random) {
    struct Issuer {
        std::string_view prefix;
        int length;
    };
    constexpr Issuer kIssuers[] = {{"622202", 19}, {"621700", 19}, {"622848", 19}, {"621226", 19},
                                   {"625996", 16}, {"622588", 16}, {"4392", 16},   {"4512", 16},
                                   {"5201", 16},   {"5489", 16},   {"3568", 16},   {"370285", 15},
                                   {"955880", 19}, {"623058", 18}, {"620302", 17}};
    const Issuer& issuer = kIssuers[static_cast<std::size_t>(random.between(0, 14))];
    return with_luhn(std::string(issuer.prefix) +
                     random.digits(issuer.length - static_cast<int>(issuer.prefix.size()) - 1));
}

inline std::string plate(Random& random) {
    constexpr std::string_view kProvinces[] = {"京", "沪", "粤", "湘", "浙", "苏", "川",
                                               "鲁", "鄂", "豫", "皖", "闽", "渝", "津",
                                               "冀", "辽", "黑", "贵", "云", "新", "琼"};
    const std::string head =
        std::string(random.one_of(kProvinces)) + "ABCDEFGHJK"[random.between(0, 9)];
    switch (random.between(0, 4)) {
        case 0:
            return head + "DF"[random.between(0, 1)] + random.digits(5);
        case 1:
            return head + "ABCDEFGHJKLMNPQRSTUVWXYZ"[random.between(0, 23)] + random.digits(4);
        case 2:
            return "粤Z" + random.digits(4) + (random.between(0, 1) == 0 ? "港" : "澳");
        case 3:
            return head + random.digits(3) + "ABCDEFGHJKLMNPQRSTUVWXYZ"[random.between(0, 23)] +
                   random.digits(1);
        default:
            return head + random.digits(5);
    }
}

inline std::string email(Random& random) {
    constexpr std::string_view kHosts[] = {"qq.com",      "163.com",     "gmail.com",
                                           "outlook.com", "sina.com.cn", "mail.example.com.hk",
                                           "foxmail.com", "yeah.net"};
    constexpr std::string_view kNames[] = {"zhangsan", "li.si",      "wang_wu",
                                           "amy-chan", "j.doe+shop", "lily"};
    const std::string name = random.between(0, 2) == 0 ? mobile(random)
                                                       : std::string(random.one_of(kNames)) +
                                                             random.digits(random.between(0, 4));
    return name + "@" + std::string(random.one_of(kHosts));
}

inline std::string hong_kong_local(Random& random) {
    return std::string(1, "23569"[random.between(0, 4)]) + random.digits(7);
}

inline std::string hong_kong_identity(Random& random) {
    const std::string letters = random.letters(random.between(1, 4) == 1 ? 2 : 1);
    const std::string six = random.digits(6);
    int sum = letters.size() == 2 ? 9 * (letters[0] - 'A' + 10) : 9 * 36;
    sum += 8 * (letters.back() - 'A' + 10);
    for (int i = 0; i < 6; ++i) sum += (7 - i) * (six[static_cast<std::size_t>(i)] - '0');
    const int check = (11 - sum % 11) % 11;
    return letters + six + "(" + (check == 10 ? std::string("A") : std::to_string(check)) + ")";
}

inline std::string taiwan_identity(Random& random) {
    constexpr std::string_view kPlaces = "ABCDEFGHJKLMNPQRSTUVXYWZIO";
    const int place = random.between(0, 25);
    const std::string eight = std::to_string(random.between(1, 2)) + random.digits(7);
    int sum = (place + 10) / 10 + 9 * ((place + 10) % 10);
    for (int i = 0; i < 8; ++i) sum += (8 - i) * (eight[static_cast<std::size_t>(i)] - '0');
    return kPlaces[static_cast<std::size_t>(place)] + eight + std::to_string((10 - sum % 10) % 10);
}

// Written forms -----------------------------------------------------------------------------------------

// Each digit by itself; everything else as it is.
inline std::string spelled(std::string_view number, const std::vector<std::string_view>& ten) {
    std::string out;
    for (const char c : number)
        if (c >= '0' && c <= '9')
            out += ten[static_cast<std::size_t>(c - '0')];
        else
            out += c;
    return out;
}

inline std::string full_width(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c <= ' ' || c > '~') {
            out += c;
            continue;
        }
        const int code = 0xFF01 + (c - '!');
        out += static_cast<char>(0xE0 | (code >> 12));
        out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    }
    return out;
}

// "13800138000" by 3, 4, 4 -> "138-0013-8000"; digits left over make the last group.
inline std::string grouped(std::string_view digits, const std::vector<int>& sizes,
                           std::string_view joint) {
    std::string out;
    std::size_t at = 0;
    for (std::size_t i = 0; at < digits.size(); ++i) {
        const std::size_t size = i < sizes.size() ? static_cast<std::size_t>(sizes[i])
                                                  : static_cast<std::size_t>(sizes.back());
        if (at > 0) out += joint;
        out += digits.substr(at, size);
        at += size;
    }
    return out;
}

// `joint` once, somewhere inside.
inline std::string cut_once(Random& random, std::string_view digits, std::string_view joint) {
    const auto at =
        static_cast<std::size_t>(random.between(1, static_cast<int>(digits.size()) - 1));
    return std::string(digits.substr(0, at)) + std::string(joint) + std::string(digits.substr(at));
}

}  // namespace casebook::samples
