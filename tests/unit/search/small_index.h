// A small index in a folder of its own, for the tests of this folder.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "search/index.h"
#include "search/index_builder.h"
#include "search/index_writer.h"
#include "support/desk.h"

namespace casebook::search {

using Ids = std::vector<EntryId>;

inline Entry case_of(EntryId id, std::string title, std::string complaint = "",
                     std::string resolution = "") {
    Entry entry;
    entry.id = id;
    entry.state = State::verified;
    entry.title = std::move(title);
    entry.set_text(Field::complaint, std::move(complaint));
    entry.set_text(Field::resolution, std::move(resolution));
    return entry;
}

inline StoredEntry stored(const Entry& entry) {
    return {entry, "cases/" + std::to_string(entry.id) + ".md", "version 1"};
}

class SmallIndex {
  public:
    explicit SmallIndex(const std::vector<Entry>& entries) { rebuild(entries); }

    void rebuild(const std::vector<Entry>& entries) {
        std::vector<StoredEntry> all;
        for (const Entry& entry : entries) all.push_back(stored(entry));
        auto builders = test::value_of(IndexBuilder::begin(folder(), 1, all));
        for (const StoredEntry& each : all) test::expect_done(builders.front().add(each));
        test::expect_done(IndexBuilder::publish(std::move(builders)));
    }

    void change(const std::function<void(IndexWriter&)>& work) {
        IndexWriter writer = test::value_of(IndexWriter::open(folder()));
        work(writer);
        test::expect_done(writer.commit());
    }

    Index open(std::size_t readers = 1) const {
        return test::value_of(Index::open(folder(), readers));
    }

    std::filesystem::path folder() const { return folder_.path() / "index"; }

  private:
    TemporaryFolder folder_;
};

inline Ids ids_of(const std::vector<Precedent>& found) {
    Ids ids;
    for (const Precedent& precedent : found) ids.push_back(precedent.stored.entry.id);
    return ids;
}

inline Ids suggested(const Index& index, const std::string& text) {
    return ids_of(test::value_of(index.suggest({.text = text, .limit = 10})).found);
}

inline ParsedQuery parsed(const std::string& text) {
    return test::value_of(parse_query(text));
}

inline Ids searched(const Index& index, const std::string& text) {
    return ids_of(test::value_of(index.search({.query = parsed(text)})).found);
}

}  // namespace casebook::search
