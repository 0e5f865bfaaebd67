// Packed entries come back as they were; damaged ones do not come back.
#include "search/entry_packing.h"

#include <gtest/gtest.h>

#include "support/desk.h"

namespace casebook::search {
namespace {

std::vector<std::string> samples(int count) {
    std::vector<std::string> samples;
    for (int i = 0; i < count; ++i)
        samples.push_back("客户反映宽带每天晚上掉线，已经是第" + std::to_string(i * 7919) +
                          "次来电，要求尽快上门处理并减免当月费用。");
    return samples;
}

EntryUnpacker unpacker_with(const std::string& dictionary) {
    return EntryUnpacker(std::make_shared<const UnpackingDictionary>(dictionary));
}

TEST(EntryPacking, WhatIsPackedComesBackHoweverItWasPacked) {
    for (const std::string& dictionary : {std::string(), make_dictionary(samples(2'000))})
        for (const Packing packing : {Packing::quick, Packing::tight}) {
            EntryPacker packer(dictionary, packing);
            EntryUnpacker unpacker = unpacker_with(dictionary);
            for (const std::string& bytes : {std::string(), std::string("账单"), samples(1).front(),
                                             std::string(3 << 20, 'x')})
                EXPECT_EQ(test::value_of(unpacker.unpack(packer.pack(bytes))), bytes);
        }
}

TEST(EntryPacking, ADictionaryOfLikeEntriesMakesThemSmaller) {
    const std::string dictionary = make_dictionary(samples(2'000));
    ASSERT_FALSE(dictionary.empty());
    const std::string entry = samples(1).front();
    const std::size_t alone = EntryPacker("", Packing::tight).pack(entry).size();
    EXPECT_LT(EntryPacker(dictionary, Packing::tight).pack(entry).size(), alone / 2);
}

TEST(EntryPacking, OfFewOrEmptyEntriesThereIsNoDictionary) {
    EXPECT_EQ(make_dictionary({}), "");
    EXPECT_EQ(make_dictionary(samples(10)), "");
    EXPECT_EQ(make_dictionary(std::vector<std::string>(1'000)), "");
}

TEST(EntryPacking, DamagedBytesAreSaidToBeDamaged) {
    const std::string dictionary = make_dictionary(samples(2'000));
    const std::string packed = EntryPacker(dictionary, Packing::quick).pack(samples(1).front());
    EntryUnpacker unpacker = unpacker_with(dictionary);
    for (std::size_t place = 0; place < packed.size(); ++place) {
        std::string damaged = packed;
        damaged[place] = static_cast<char>(damaged[place] ^ 0xFF);
        const auto back = unpacker.unpack(damaged);
        EXPECT_TRUE(!back || *back == samples(1).front()) << place;
        EXPECT_FALSE(unpacker.unpack(std::string_view(packed).substr(0, place))) << place;
    }
}

TEST(EntryPacking, AnotherDictionaryIsNoticed) {
    const std::string packed =
        EntryPacker(make_dictionary(samples(2'000)), Packing::quick).pack(samples(1).front());
    EXPECT_EQ(unpacker_with("").unpack(packed).error().kind, ErrorKind::corrupt);
}

}  // namespace
}  // namespace casebook::search
