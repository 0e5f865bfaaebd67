#include "search/entry_packing.h"

#include <zdict.h>
#include <zstd.h>

#include <algorithm>
#include <new>

namespace casebook::search {
namespace {

constexpr std::size_t kLargestDictionary = 128 << 10;  // bytes
constexpr std::size_t kFewestSamples = 64;
constexpr std::size_t kSamplesToDictionary = 8;   // bytes of samples for each byte of a dictionary
constexpr std::size_t kLargestEntry = 64u << 20;  // bytes; a file is at most a megabyte

int level_of(Packing packing) {
    return packing == Packing::tight ? 9 : 3;
}

// The library says that it has no memory with a null pointer.
template <class T>
T* required(T* made) {
    if (made == nullptr) throw std::bad_alloc();
    return made;
}

Error damaged() {
    return {ErrorKind::corrupt, "A document of the index is damaged", "Run “casebook reindex”", {}};
}

}  // namespace

std::string make_dictionary(const std::vector<std::string>& samples) {
    if (samples.size() < kFewestSamples) return {};
    std::string all;
    std::vector<std::size_t> sizes;
    for (const std::string& sample : samples) {
        all += sample;
        sizes.push_back(sample.size());
    }
    std::string dictionary(std::min(kLargestDictionary, all.size() / kSamplesToDictionary), '\0');
    const std::size_t size =
        ZDICT_trainFromBuffer(dictionary.data(), dictionary.size(), all.data(), sizes.data(),
                              static_cast<unsigned>(sizes.size()));
    if (ZDICT_isError(size) != 0) return {};  // nothing in common
    dictionary.resize(size);
    return dictionary;
}

struct EntryPacker::Context {
    std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context{required(ZSTD_createCCtx()),
                                                                 &ZSTD_freeCCtx};
    std::unique_ptr<ZSTD_CDict, decltype(&ZSTD_freeCDict)> dictionary{nullptr, &ZSTD_freeCDict};
};

EntryPacker::EntryPacker(std::string_view dictionary, Packing packing)
    : context_(std::make_unique<Context>()) {
    ZSTD_CCtx* context = context_->context.get();
    const int level = level_of(packing);
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level);
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
    ZSTD_CCtx_setParameter(context, ZSTD_c_dictIDFlag, 0);
    if (dictionary.empty()) return;
    context_->dictionary.reset(
        required(ZSTD_createCDict(dictionary.data(), dictionary.size(), level)));
    ZSTD_CCtx_refCDict(context, context_->dictionary.get());
}

EntryPacker::~EntryPacker() = default;

std::string EntryPacker::pack(std::string_view bytes) {
    std::string packed(ZSTD_compressBound(bytes.size()), '\0');
    const std::size_t size = ZSTD_compress2(context_->context.get(), packed.data(), packed.size(),
                                            bytes.data(), bytes.size());
    if (ZSTD_isError(size) != 0) throw std::bad_alloc();  // the only way that is left to fail
    packed.resize(size);
    return packed;
}

struct UnpackingDictionary::Digested {
    std::unique_ptr<ZSTD_DDict, decltype(&ZSTD_freeDDict)> dictionary{nullptr, &ZSTD_freeDDict};
};

UnpackingDictionary::UnpackingDictionary(std::string_view dictionary)
    : digested_(std::make_unique<Digested>()) {
    if (!dictionary.empty())
        digested_->dictionary.reset(
            required(ZSTD_createDDict(dictionary.data(), dictionary.size())));
}

UnpackingDictionary::~UnpackingDictionary() = default;

struct EntryUnpacker::Context {
    std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context{required(ZSTD_createDCtx()),
                                                                 &ZSTD_freeDCtx};
};

EntryUnpacker::EntryUnpacker(std::shared_ptr<const UnpackingDictionary> dictionary)
    : dictionary_(std::move(dictionary)) {}
EntryUnpacker::~EntryUnpacker() = default;

Result<std::string> EntryUnpacker::unpack(std::string_view packed) {
    const unsigned long long size = ZSTD_getFrameContentSize(packed.data(), packed.size());
    if (size > kLargestEntry) return damaged();  // or unknown, or no such frame at all
    if (!context_) context_ = std::make_unique<Context>();
    std::string bytes(size, '\0');
    const std::size_t unpacked = ZSTD_decompress_usingDDict(
        context_->context.get(), bytes.data(), bytes.size(), packed.data(), packed.size(),
        dictionary_->digested_->dictionary.get());
    if (ZSTD_isError(unpacked) != 0 || unpacked != size) return damaged();
    return bytes;
}

}  // namespace casebook::search
