// TLS of connections (OpenSSL): version 1.2 or newer, no renegotiation, no compression.
#pragma once

#include <filesystem>
#include <memory>

#include "base/result.h"
#include "web/connection/channel.h"

struct ssl_ctx_st;

namespace casebook::web {

// A certificate with its key, ready for connections. Connections may outlive it.
class TlsContext {
  public:
    // PEM files: the certificate with its chain, and its private key. Error: not_found or invalid, naming the file.
    static Result<std::unique_ptr<TlsContext>> load(const std::filesystem::path& certificate,
                                                    const std::filesystem::path& key);
    ~TlsContext();

    // The server's side over a non-blocking socket, which it does not own. The handshake is made by the first reads.
    std::unique_ptr<Channel> accept(int socket) const;

  private:
    explicit TlsContext(ssl_ctx_st* context) : context_(context) {}
    ssl_ctx_st* context_;
};

}  // namespace casebook::web
