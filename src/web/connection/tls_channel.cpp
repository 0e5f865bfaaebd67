#include "web/connection/tls_channel.h"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

namespace casebook::web {
namespace {

namespace fs = std::filesystem;

class TlsChannel final : public Channel {
  public:
    explicit TlsChannel(SSL* session) : session_(session) {}
    ~TlsChannel() override { SSL_free(session_); }
    TlsChannel(const TlsChannel&) = delete;
    TlsChannel& operator=(const TlsChannel&) = delete;

    Moved read(std::span<char> into) override {
        ERR_clear_error();
        std::size_t bytes = 0;
        const int outcome = SSL_read_ex(session_, into.data(), into.size(), &bytes);
        return moved(outcome, bytes);
    }

    Moved write(std::string_view bytes) override {
        ERR_clear_error();
        std::size_t written = 0;
        const int outcome = SSL_write_ex(session_, bytes.data(), bytes.size(), &written);
        return moved(outcome, written);
    }

    void end_writing() override {
        ERR_clear_error();
        if (SSL_is_init_finished(session_) == 1) SSL_shutdown(session_);
    }

  private:
    Moved moved(int outcome, std::size_t bytes) const {
        if (outcome > 0 && bytes > 0) return {ChannelState::moved, bytes};
        switch (SSL_get_error(session_, outcome)) {
            case SSL_ERROR_WANT_READ:
                return {ChannelState::wants_read, 0};
            case SSL_ERROR_WANT_WRITE:
                return {ChannelState::wants_write, 0};
            default:
                return {ChannelState::ended, 0};
        }
    }

    SSL* session_;
};

Error unusable(const fs::path& file, const char* what) {
    return {ErrorKind::invalid,
            fmt::format("The file is not {} in PEM form", what),
            "Give --tls-certificate the certificate with its chain, --tls-key its private key",
            {file.string(), 0}};
}

Result<void> expect_readable(const fs::path& file) {
    std::error_code failure;
    if (fs::is_regular_file(file, failure)) return {};
    return Error{ErrorKind::not_found,
                 "There is no such file",
                 "Check --tls-certificate and --tls-key",
                 {file.string(), 0}};
}

SSL_CTX* new_context() {
    SSL_CTX* context = SSL_CTX_new(TLS_server_method());
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_options(
        context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    // An answer is written piece by piece, and its buffer may move between two tries.
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                  SSL_MODE_RELEASE_BUFFERS);
    return context;
}

}  // namespace

Result<std::unique_ptr<TlsContext>> TlsContext::load(const fs::path& certificate,
                                                     const fs::path& key) {
    for (const fs::path& file : {certificate, key})
        if (auto readable = expect_readable(file); !readable) return readable.error();
    std::unique_ptr<TlsContext> tls(new TlsContext(new_context()));
    if (SSL_CTX_use_certificate_chain_file(tls->context_, certificate.c_str()) != 1)
        return unusable(certificate, "a certificate");
    if (SSL_CTX_use_PrivateKey_file(tls->context_, key.c_str(), SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_check_private_key(tls->context_) != 1)
        return unusable(key, "the certificate's private key");
    return tls;
}

TlsContext::~TlsContext() {
    SSL_CTX_free(context_);
}

std::unique_ptr<Channel> TlsContext::accept(int socket) const {
    SSL* session = SSL_new(context_);
    SSL_set_fd(session, socket);
    SSL_set_accept_state(session);
    return std::make_unique<TlsChannel>(session);
}

}  // namespace casebook::web
