// How an entry's bytes (stored_entry.h) are kept in the index: compressed with a dictionary that was made of this library's own entries.
// An entry is short, and most of what it repeats it repeats of others: without a dictionary three quarters of its bytes are left, with
// one less than half (docs/decisions/0018). An index keeps its dictionary in its metadata; one without has entries compressed by themselves.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace casebook::search {

// Empty when there are too few to learn from.
std::string make_dictionary(const std::vector<std::string>& samples);

enum class Packing {
    quick,  // an entry that was just saved
    tight,  // a whole library: a fifth of the time of indexing it, 7% smaller
};

// For one thread at a time. Requires: a dictionary is one that make_dictionary() gave, or empty. Throws std::bad_alloc.
class EntryPacker {
  public:
    EntryPacker(std::string_view dictionary, Packing packing);
    ~EntryPacker();
    EntryPacker(const EntryPacker&) = delete;
    EntryPacker& operator=(const EntryPacker&) = delete;

    std::string pack(std::string_view bytes);

  private:
    struct Context;
    std::unique_ptr<Context> context_;
};

// A dictionary made ready for reading; all threads share it.
class UnpackingDictionary {
  public:
    explicit UnpackingDictionary(std::string_view dictionary);
    ~UnpackingDictionary();
    UnpackingDictionary(const UnpackingDictionary&) = delete;
    UnpackingDictionary& operator=(const UnpackingDictionary&) = delete;

  private:
    friend class EntryUnpacker;
    struct Digested;
    std::unique_ptr<Digested> digested_;
};

// For one thread at a time.
class EntryUnpacker {
  public:
    explicit EntryUnpacker(std::shared_ptr<const UnpackingDictionary> dictionary);
    ~EntryUnpacker();
    EntryUnpacker(const EntryUnpacker&) = delete;
    EntryUnpacker& operator=(const EntryUnpacker&) = delete;

    // Error: corrupt; each packed entry has a checksum.
    Result<std::string> unpack(std::string_view packed);

  private:
    struct Context;
    std::shared_ptr<const UnpackingDictionary> dictionary_;
    std::unique_ptr<Context> context_;  // made when it is first needed: it is large
};

}  // namespace casebook::search
