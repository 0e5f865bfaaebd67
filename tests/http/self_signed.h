// A key and a certificate that a test makes for itself.
#pragma once

#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <filesystem>
#include <memory>

namespace casebook::web {

using KeyPointer = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using CertificatePointer = std::unique_ptr<X509, decltype(&X509_free)>;

inline KeyPointer new_key() {
    return {EVP_EC_gen("P-256"), EVP_PKEY_free};
}

inline CertificatePointer self_signed(EVP_PKEY* key) {
    CertificatePointer certificate(X509_new(), X509_free);
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key);
    X509_NAME* name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    X509_sign(certificate.get(), key, EVP_sha256());
    return certificate;
}

template <class Writer>
void write_pem(const std::filesystem::path& path, Writer writer) {
    FILE* file = std::fopen(path.c_str(), "w");
    writer(file);
    std::fclose(file);
}

// PEM files of a fresh key and its certificate.
inline void write_key_and_certificate(const std::filesystem::path& key_file,
                                      const std::filesystem::path& certificate_file) {
    const KeyPointer key = new_key();
    write_pem(key_file, [&](FILE* file) {
        PEM_write_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
    write_pem(certificate_file,
              [&](FILE* file) { PEM_write_X509(file, self_signed(key.get()).get()); });
}

}  // namespace casebook::web
