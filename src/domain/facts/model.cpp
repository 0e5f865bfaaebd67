// A device or a version: AX3000, iPhone 13, v2.3.1.
#include "domain/facts/fact_text.h"

namespace casebook::facts {
namespace {

constexpr Words kMakes{U"iphone", U"ipad", U"huawei",  U"华为", U"小米", U"redmi",   U"荣耀",
                       U"oppo",   U"vivo", U"tp-link", U"中兴", U"三星", U"samsung", U"windows",
                       U"chrome", U"edge", U"android", U"ios",  U"mac",  U"苹果"};

bool is_version(const FactText& text, const FactText::Run& run) {
    const std::u32string_view written = text.characters().substr(run.begin, run.end - run.begin);
    return run.letters <= 1 && written.find(U'.') != std::u32string_view::npos;
}

bool is_model(const FactText::Run& run) {
    constexpr std::size_t kShortest = 3, kLongest = 20;
    const std::size_t length = run.end - run.begin;
    return run.letters > 0 && run.digits > 0 && length >= kShortest && length <= kLongest;
}

}  // namespace

Found find_model(const FactText& text, std::u32string_view fact) {
    const bool of_version = has_any(fact, {U"版本", U"version"});
    for (const FactText::Run& run : text.runs())
        if (is_model(run) || (of_version && is_version(text, run)))
            return text.place(run.begin, run.end);
    for (std::size_t i = 0; i < text.size(); ++i)
        for (const std::u32string_view make : kMakes)
            if (text.stands_at(make, i)) return text.place(i, i + make.size());
    return {};
}

}  // namespace casebook::facts
