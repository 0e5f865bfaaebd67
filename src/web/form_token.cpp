#include "web/form_token.h"

#include "base/secret.h"

namespace casebook::web {
namespace {

constexpr std::size_t kDigits = 32;

}  // namespace

std::string shown_form_token(const std::string& token, const std::string& page_address) {
    if (token.size() != kDigits) return {};
    const std::string pad = keyed_hash(token, page_address).substr(0, kDigits);
    return pad + combine_digits(pad, token);
}

bool is_form_token(const std::string& token, const std::string& shown) {
    if (token.size() != kDigits || shown.size() != 2 * kDigits) return false;
    return is_same_secret(combine_digits(shown.substr(0, kDigits), shown.substr(kDigits)), token);
}

std::string form_token_in(const Request& request) {
    const std::string header = request.header("x-csrf-token");
    return header.empty() ? request.form_value("csrf_token") : header;
}

}  // namespace casebook::web
