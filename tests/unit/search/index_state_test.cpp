// What searches share of an index is never of another state of it.
#include "search/index_state.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "search/index_metadata.h"

namespace casebook::search {
namespace {

class StateOfAnIndex : public testing::Test {
  protected:
    StateOfAnIndex() {
        add("odd");
        add("odd");
        writer_.commit();
    }

    void add(const std::string& term) {
        Xapian::Document document;
        document.add_term(term);
        writer_.add_document(document);
    }

    Xapian::Database reader() const { return Xapian::Database(path_); }

    TemporaryFolder folder_;
    std::string path_ = (folder_.path() / "index").string();
    Xapian::WritableDatabase writer_{path_, Xapian::DB_CREATE | Xapian::DB_NO_TERMLIST};
    IndexStateKeeper keeper_;
};

TEST_F(StateOfAnIndex, IsTheNewestThatASearchHasSeen) {
    const auto before = reader();
    const IndexState known = keeper_.of(before);
    EXPECT_EQ(known.terms->documents_with(before, "odd"), 2);
    EXPECT_EQ(keeper_.of(before).terms, known.terms);

    add("odd");
    Superseded({1}).note_in(writer_);
    writer_.commit();
    const auto after = reader();
    const IndexState newer = keeper_.of(after);
    EXPECT_NE(newer.terms, known.terms);
    EXPECT_EQ(newer.dictionary, known.dictionary) << "the same as long as the index is";
    EXPECT_EQ(newer.terms->documents_with(after, "odd"), 2);
    EXPECT_EQ(newer.terms->superseded().documents(), std::vector<Xapian::docid>{1});
    const IndexState older = keeper_.of(before);
    EXPECT_EQ(older.terms->entries_of(before, "odd")->documents, (Superseded::Documents{1, 2}))
        << "a search that began before";
    EXPECT_TRUE(older.terms->superseded().empty());
    EXPECT_EQ(keeper_.of(after).terms, newer.terms);
}

TEST_F(StateOfAnIndex, IsADamageWhereTheDictionaryIsNotWhatWasWritten) {
    put_checked(writer_, "dictionary", "words of entries");
    writer_.commit();
    EXPECT_NE(IndexStateKeeper().of(reader()).dictionary, nullptr);
    std::string kept = reader().get_metadata("dictionary");
    for (char& byte : kept) {
        const char whole = std::exchange(byte, static_cast<char>(byte ^ 1));
        writer_.set_metadata("dictionary", kept);
        writer_.commit();
        EXPECT_THROW(IndexStateKeeper().of(reader()), Xapian::DatabaseCorruptError);
        byte = whole;
    }
}

TEST_F(StateOfAnIndex, IsNotThatOfAnotherIndexWithAsManyRevisions) {
    const auto one = reader();
    EXPECT_EQ(keeper_.of(one).terms->documents_with(one, "odd"), 2);
    const std::string other_path = (folder_.path() / "other").string();
    Xapian::WritableDatabase(other_path, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS).commit();
    Xapian::Database other(other_path);
    while (other.get_revision() < one.get_revision()) {
        Xapian::WritableDatabase writer(other_path, Xapian::DB_OPEN);
        writer.set_metadata("revision", std::to_string(other.get_revision()));
        writer.commit();
        other.reopen();
    }
    ASSERT_EQ(other.get_revision(), one.get_revision());
    EXPECT_EQ(keeper_.of(other).terms->documents_with(other, "odd"), 0);
}

}  // namespace
}  // namespace casebook::search
