// A list of (tag, length, bytes). Tags below the special ones are Fields; a section's tag is its Field, so that order and repeated
// headings survive.
#include "search/stored_entry.h"

#include <charconv>
#include <utility>

#include "base/text.h"

namespace casebook::search {
namespace {

enum Special : unsigned char { kPath = 200, kKind, kUnknownHeading, kUnknownText };

void append_length(std::string& out, std::size_t value) {
    for (; value >= 0x80; value >>= 7) out.push_back(static_cast<char>(value | 0x80));
    out.push_back(static_cast<char>(value));
}

class Encoder {
  public:
    void add(unsigned char tag, std::string_view value) {
        out_.push_back(static_cast<char>(tag));
        append_length(out_, value.size());
        out_ += value;
    }
    void add(Field field, std::string_view value) {
        if (!value.empty()) add(static_cast<unsigned char>(field), value);
    }
    std::string take() { return std::move(out_); }

  private:
    std::string out_;
};

class Decoder {
  public:
    explicit Decoder(std::string_view bytes) : rest_(bytes) {}

    bool next(unsigned char& tag, std::string_view& value) {
        if (rest_.empty()) return false;
        tag = static_cast<unsigned char>(rest_.front());
        rest_.remove_prefix(1);
        std::size_t length = 0;
        for (unsigned shift = 0; shift < 35 && !rest_.empty(); shift += 7) {
            const auto byte = static_cast<unsigned char>(rest_.front());
            rest_.remove_prefix(1);
            length |= static_cast<std::size_t>(byte & 0x7F) << shift;
            if (byte < 0x80) break;
        }
        damaged_ = damaged_ || length > rest_.size();
        value = rest_.substr(0, length);
        rest_.remove_prefix(value.size());
        return !damaged_;
    }
    bool damaged() const { return damaged_; }

  private:
    std::string_view rest_;
    bool damaged_ = false;
};

std::string optional_number(const std::optional<int>& value) {
    return value ? std::to_string(*value) : "";
}

std::optional<int> parse_number(std::string_view text) {
    int value = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc{})
        return std::nullopt;
    return value;
}

std::string encode_outcome(const Outcome& outcome) {
    if (outcome.is_empty()) return {};
    const std::string solved = outcome.solved ? (*outcome.solved ? "1" : "0") : "";
    return join({optional_number(outcome.satisfaction), optional_number(outcome.expectation),
                 optional_number(outcome.minutes), solved},
                ",");
}

Outcome decode_outcome(std::string_view text) {
    const std::vector<std::string> parts = split(text, ',');
    if (parts.size() != 4) return {};
    Outcome outcome{parse_number(parts[0]), parse_number(parts[1]), parse_number(parts[2]), {}};
    if (!parts[3].empty()) outcome.solved = parts[3] == "1";
    return outcome;
}

EntryId parse_id(std::string_view text) {
    EntryId id = 0;
    std::from_chars(text.data(), text.data() + text.size(), id);
    return id;
}

std::string encode_ids(const std::vector<EntryId>& ids) {
    std::vector<std::string> parts;
    for (const EntryId id : ids) parts.push_back(std::to_string(id));
    return join(parts, ",");
}

void read_field(Entry& entry, Field field, std::string_view value) {
    const auto text = [&] { return std::string(value); };
    switch (field) {
        case Field::id:
            entry.id = parse_id(value);
            break;
        case Field::external_id:
            entry.external_id = text();
            break;
        case Field::title:
            entry.title = text();
            break;
        case Field::state:
            entry.state = parse_state(value).value_or(State::unverified);
            break;
        case Field::category:
            entry.category = text();
            break;
        case Field::product:
            entry.product = text();
            break;
        case Field::channel:
            entry.channel = text();
            break;
        case Field::segment:
            entry.segment = text();
            break;
        case Field::tags:
            entry.tags.push_back(text());
            break;
        case Field::lang:
            entry.lang = text();
            break;
        case Field::author:
            entry.author = text();
            break;
        case Field::created:
            entry.created = parse_timestamp(value, {});
            break;
        case Field::updated:
            entry.updated = parse_timestamp(value, {});
            break;
        case Field::confirmed:
            entry.confirmed = parse_date(value);
            break;
        case Field::valid_until:
            entry.valid_until = parse_date(value);
            break;
        case Field::outcome:
            entry.outcome = decode_outcome(value);
            break;
        case Field::example:
            entry.example = Example::bad;
            break;
        case Field::date:
            entry.date = parse_date(value);
            break;
        case Field::cases:
            for (const std::string& id : split(value, ',')) entry.cases.push_back(parse_id(id));
            break;
        case Field::host:
            entry.host = text();
            break;
        case Field::topic:
            entry.topic = text();
            break;
        default:
            entry.sections.push_back({field, std::string(heading_for(entry, field)), text()});
    }
}

void add_header(Encoder& encoder, const Entry& entry) {
    encoder.add(kKind, to_text(entry.kind));
    encoder.add(Field::id, std::to_string(entry.id));
    encoder.add(Field::external_id, entry.external_id);
    encoder.add(Field::title, entry.title);
    encoder.add(Field::state, to_text(entry.state));
    encoder.add(Field::category, entry.category);
    encoder.add(Field::product, entry.product);
    encoder.add(Field::channel, entry.channel);
    encoder.add(Field::segment, entry.segment);
    for (const std::string& tag : entry.tags) encoder.add(Field::tags, tag);
    encoder.add(Field::lang, entry.lang);
    encoder.add(Field::author, entry.author);
    if (entry.created) encoder.add(Field::created, entry.created->text());
    if (entry.updated) encoder.add(Field::updated, entry.updated->text());
    if (entry.confirmed) encoder.add(Field::confirmed, to_text(*entry.confirmed));
    if (entry.valid_until) encoder.add(Field::valid_until, to_text(*entry.valid_until));
    encoder.add(Field::outcome, encode_outcome(entry.outcome));
    if (entry.example == Example::bad) encoder.add(Field::example, "bad");
    if (entry.date) encoder.add(Field::date, to_text(*entry.date));
    encoder.add(Field::cases, encode_ids(entry.cases));
    encoder.add(Field::host, entry.host);
    encoder.add(Field::topic, entry.topic);
}

Error damaged_document() {
    return {ErrorKind::corrupt, "A document of the index is damaged", "Run “casebook reindex”", {}};
}

}  // namespace

std::string encode(const StoredEntry& stored) {
    Encoder encoder;
    encoder.add(kPath, stored.path);
    add_header(encoder, stored.entry);
    for (const Section& section : stored.entry.sections) {
        if (section.field) {
            encoder.add(*section.field, section.text);
        } else {
            encoder.add(kUnknownHeading, section.heading);
            encoder.add(kUnknownText, section.text);
        }
    }
    return encoder.take();
}

Result<StoredEntry> decode(std::string_view bytes) {
    StoredEntry stored;
    Decoder decoder(bytes);
    unsigned char tag = 0;
    std::string_view value;
    while (decoder.next(tag, value)) {
        switch (tag) {
            case kPath:
                stored.path = value;
                break;
            case kKind:
                stored.entry.kind = parse_kind(value).value_or(Kind::case_);
                break;
            case kUnknownHeading:
                stored.entry.sections.push_back({std::nullopt, std::string(value), {}});
                break;
            case kUnknownText:
                if (!stored.entry.sections.empty()) stored.entry.sections.back().text = value;
                break;
            default:
                if (tag < field_names().size())
                    read_field(stored.entry, static_cast<Field>(tag), value);
        }
    }
    if (decoder.damaged() || stored.entry.id == 0) return damaged_document();
    return stored;
}

}  // namespace casebook::search
