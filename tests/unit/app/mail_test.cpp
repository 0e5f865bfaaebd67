// Mails as they come: charsets, encodings, parts; and hostile ones.
#include "app/complaints/mail.h"

#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "app/complaints/complaint_desk.h"
#include "app/complaints/import_complaints.h"
#include "app/people/accounts.h"
#include "base/text.h"
#include "support/desk.h"

namespace casebook::app {
namespace {

using test::value_of;

constexpr std::string_view kPlain =
    "From: =?UTF-8?B?546L5aWz5aOr?= <wang@example.com>\r\n"
    "Subject: =?UTF-8?Q?=E5=AE=BD=E5=B8=A6=E6=8E=89=E7=BA=BF?=\r\n"
    "Message-ID: <1@example.com>\r\n"
    "Date: Fri, 20 Nov 2026 09:30:00 +0800\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\n"
    "5q+P5pma6YO95o6J57q/77yM5oql5L+u5Lik5qyh5rKh5Lq65p2l\r\n";

TEST(AMail, IsReadWithItsEncodedWordsAndItsBase64) {
    const Mail mail = value_of(parse_mail(kPlain));
    EXPECT_EQ(mail.subject, "宽带掉线");
    EXPECT_EQ(mail.text, "每晚都掉线，报修两次没人来");
    EXPECT_EQ(mail.from, "王女士 <wang@example.com>");
    EXPECT_EQ(mail.message_id, "1@example.com");
    ASSERT_TRUE(mail.date);
    EXPECT_EQ(mail.date->text(), "2026-11-20T09:30:00+08:00");
}

TEST(AMail, ThatSaysGb2312AndMeansGb18030IsRead) {
    const std::string mail =
        "From: a@example.com\nSubject: x\nContent-Type: text/plain; charset=gb2312\n"
        "Content-Transfer-Encoding: quoted-printable\n\n=E9=46=C9=CF\n";  // 镕 is GBK only (E9 46)
    const std::string text = value_of(parse_mail(mail)).text;
    EXPECT_EQ(text.find("\xEF\xBF\xBD"), std::string::npos) << text;
    EXPECT_EQ(count_characters(text), 2u);
    EXPECT_TRUE(text.ends_with("上"));
}

TEST(AMail, WithoutACharsetIsGuessed) {
    const std::string mail =
        "From: a@example.com\nSubject: "
        "\xBF\xED\xB4\xF8\n\n\xC3\xBF\xCD\xED\xB5\xF4\xCF\xDF\xA3\xAC\xB1\xA8\xD0\xDE\n";
    EXPECT_EQ(value_of(parse_mail(mail)).text, "每晚掉线，报修");
    EXPECT_EQ(value_of(parse_mail(mail)).subject, "宽带");
}

TEST(AMail, GivesItsPlainTextBeforeItsHtmlAndNoAttachment) {
    const std::string mail =
        "From: a@example.com\nContent-Type: multipart/mixed; boundary=m\n\n"
        "--m\nContent-Type: multipart/alternative; boundary=a\n\n"
        "--a\nContent-Type: text/html\n\n<p>HTML</p>\n"
        "--a\nContent-Type: text/plain\n\nplain words\n--a--\n"
        "--m\nContent-Type: text/plain\nContent-Disposition: attachment; "
        "filename=x.txt\n\nattached\n--m--\n";
    EXPECT_EQ(value_of(parse_mail(mail)).text, "plain words");
}

TEST(AMail, OfHtmlAloneGivesItsWords) {
    const std::string mail =
        "From: a@example.com\nContent-Type: text/html; charset=utf-8\n\n"
        "<html><head><title>t</title><style>p{}</style></head><body><script>alert(1)</script>"
        "<p>宽带&nbsp;掉线 &lt;每晚&gt;</p><!-- x --><div>&#25253;修</div></body></html>";
    EXPECT_EQ(value_of(parse_mail(mail)).text, "宽带 掉线 <每晚>\n\n报修");
}

TEST(AMail, ThatIsNoneIsRefused) {
    EXPECT_FALSE(parse_mail(""));
    EXPECT_FALSE(parse_mail("hello"));
    EXPECT_FALSE(parse_mail(std::string(kLargestMail + 1, 'x')));
}

TEST(AHostileMail, WithPartsInPartsIsReadToALimit) {
    std::string mail = "From: a@example.com\nSubject: deep\n";
    for (int i = 0; i < 300; ++i)
        mail += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" +
                std::to_string(i) + "\n";
    mail += "Content-Type: text/plain\n\nbottom\n";
    EXPECT_EQ(value_of(parse_mail(mail)).subject, "deep");
    std::string letters = "From: a@example.com\nSubject: letters\n";
    for (int i = 0; i < 300; ++i) letters += "Content-Type: message/rfc822\n\nFrom: a@b.c\n";
    EXPECT_EQ(value_of(parse_mail(letters + "\nbottom\n")).subject, "letters");
}

TEST(AHostileMail, WithPartsInPartsWithoutEndIsRefusedBeforeItIsRead) {
    for (const char* level : {"Content-Type: multipart/mixed; boundary=b\n\n--b\n",
                              "CONTENT-TYPE: message/rfc822\n\nFrom: a@b.c\n",
                              "content-type: multipart/digest; boundary=b\n\n--b\n\n"}) {
        std::string mail = "From: a@example.com\nSubject: deep\n";
        for (int i = 0; i < 300'000; ++i) mail += level;
        EXPECT_FALSE(parse_mail(mail)) << level;
    }
}

TEST(AHostileMail, WithManyPartsIsReadToALimit) {
    std::string mail =
        "From: a@example.com\nSubject: many\nContent-Type: multipart/mixed; boundary=b\n\n";
    for (int i = 0; i < 20'000; ++i) mail += "--b\nContent-Description: x\n\n\n";
    mail += "--b\nContent-Type: text/plain\n\nlast\n--b--\n";
    EXPECT_EQ(value_of(parse_mail(mail)).text, "");
}

TEST(AHostileMail, WithEndlessHeadersIsReadOrRefused) {
    const auto repeated = [](std::string start, std::string_view piece, int times) {
        for (int i = 0; i < times; ++i) start += piece;
        return start + "\n\nx";
    };
    EXPECT_TRUE(parse_mail(repeated("From: a@b\nSubject: ", "=?utf-8?B?5a69?= ", 100'000)));
    (void)parse_mail(repeated("From: ", "(", 200'000));
    EXPECT_FALSE(parse_mail(repeated("From: ", "a:", 100'000)));
    EXPECT_FALSE(parse_mail(repeated("Subject: x\nresent-TO : ", "a:\n ", 100'000)));
    (void)parse_mail(repeated("From: a@b\nContent-Type: text/html\n\n", "<script>", 100'000));
    (void)parse_mail(repeated("From: a@b\nContent-Type: text/plain; ", "a*1*=x;", 20'000));
}

TEST(AHostileMail, NeverCrashesWhateverItsBytesAre) {
    std::mt19937 random(20261122);
    for (int round = 0; round < 3000; ++round) {
        std::string mail(kPlain);
        for (int i = 0; i < 8; ++i) mail[random() % mail.size()] = static_cast<char>(random());
        if (round % 3 == 0) mail.resize(random() % mail.size());
        if (const auto read = parse_mail(mail)) {
            EXPECT_FALSE(find_invalid_utf8(read->text));
            EXPECT_FALSE(find_invalid_utf8(read->subject + read->from + read->message_id));
        }
    }
}

class ImportOfComplaints : public testing::Test {
  protected:
    ImportOfComplaints() {
        desk_.open();
        value_of(desk_.workspace().accounts().add({"agent07", "", Role::agent, "一班"}, {"t", ""}));
    }
    std::filesystem::path file(const std::string& name, std::string_view text) {
        const auto path = desk_.folder() / name;
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }
    Complaint complaint(ComplaintNumber number) {
        return value_of(desk_.workspace().complaint_desk().complaints().find(number)).value();
    }
    test::Desk desk_;
};

TEST_F(ImportOfComplaints, AMailBecomesAComplaintOnce) {
    const auto path = file("1.eml", kPlain);
    ComplaintImport import;
    import.mode = ImportMode::dry_run;
    EXPECT_EQ(value_of(import_mails(desk_.workspace(), path, import)).added, 1u);
    EXPECT_FALSE(value_of(desk_.workspace().complaint_desk().complaints().find(1)));
    import.mode = ImportMode::write;
    import.owner = "agent07";
    EXPECT_EQ(value_of(import_mails(desk_.workspace(), path, import)).added, 1u);
    EXPECT_EQ(complaint(1).text, "宽带掉线\n\n每晚都掉线，报修两次没人来");
    EXPECT_EQ(complaint(1).contact, "王女士 <wang@example.com>");
    EXPECT_EQ(complaint(1).owner, "agent07");
    EXPECT_EQ(complaint(1).created.text(), "2026-11-20T09:30:00+08:00");
    EXPECT_EQ(complaint(1).external_id.find("example"), std::string::npos);
    EXPECT_EQ(value_of(import_mails(desk_.workspace(), path, import)).unchanged, 1u);
    import.owner = "nobody";
    EXPECT_FALSE(import_mails(desk_.workspace(), path, import));
}

TEST_F(ImportOfComplaints, AFolderIsTakenButForWhatIsNoMail) {
    file("a.eml", kPlain);
    file("b.eml", "no mail");
    file("c.txt", "not looked at");
    const auto report = value_of(import_mails(desk_.workspace(), desk_.folder(), {}));
    EXPECT_EQ(report.added, 1u);
    ASSERT_EQ(report.refused.size(), 1u);
    EXPECT_TRUE(report.refused[0].place.path.ends_with("b.eml"));
}

TEST_F(ImportOfComplaints, ATableGivesComplaintsWithTheirContactAndOwner) {
    const auto path =
        file("c.csv",
             "编号,客户原话,联系方式,负责人,类别\n7,宽带每晚掉线,13812341234,agent07,网络/宽带\n"
             "8,停机,,,\n9,,,,\n");
    ImportSettings settings;
    settings.map = value_of(parse_column_map({"external_id=编号", "complaint=客户原话"}));
    const auto report = value_of(import_complaint_rows(desk_.workspace(), path, {}, settings));
    EXPECT_EQ(report.added, 2u);
    EXPECT_EQ(report.refused.size(), 1u);
    EXPECT_EQ(complaint(1).contact, "13812341234");
    EXPECT_EQ(complaint(1).owner, "agent07");
    EXPECT_EQ(complaint(1).category, "网络/宽带");
    EXPECT_EQ(complaint(2).owner, "");
    EXPECT_EQ(value_of(import_complaint_rows(desk_.workspace(), path, {}, settings)).unchanged, 2u);
}

}  // namespace
}  // namespace casebook::app
