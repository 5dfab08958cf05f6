using System.Globalization;
using Commissioner.App.Channels.Sms;

namespace Commissioner.App.Tests.Channels;

/// <summary>Signatures are those that the providers publish as examples.</summary>
public sealed class SignaturesTests
{
    [Test]
    public void Aliyuns_is_the_one_of_its_documentation()
    {
        var query = AliyunSignature.Query(
            new Dictionary<string, string>
            {
                ["RegionId"] = "cn-shanghai",
                ["ImageId"] = "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd",
            }
        );
        var headers = new AliyunSignature(
            "YourAccessKeyId",
            "YourAccessKeySecret",
            "ecs.cn-shanghai.aliyuncs.com",
            "RunInstances",
            "2014-05-26"
        ).Headers(query, new(2023, 10, 26, 10, 22, 32, TimeSpan.Zero), "3156853299f313e23d1673dc12e1703d");
        Assert.That(
            headers["Authorization"],
            Is.EqualTo(
                "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
                    + "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
            )
        );
    }

    [Test]
    public void Aliyuns_query_escapes_as_RFC_3986_says() =>
        Assert.That(
            AliyunSignature.Query(new Dictionary<string, string> { ["b"] = "a b*c+d~e", ["A"] = "短信" }),
            Is.EqualTo("A=%E7%9F%AD%E4%BF%A1&b=a%20b%2Ac%2Bd~e")
        );

    // The documentation blots its keys out with stars, which stand in the example's arithmetic as they are.
    [TestCase("Gu5t9xGARNpq86cd98joQYCN3*******", "be4f67d323c78ab9acb7395e43c0dbcf822a9cfac32fea2449a7bc7726b770a3")]
    [TestCase("********************************", "10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f")]
    public void Tencents_is_the_one_of_its_documentation(string key, string signature) =>
        Assert.That(
            new TencentSignature("AKID", key, "cvm", "cvm.tencentcloudapi.com", "DescribeInstances").Authorization(
                """{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}""",
                DateTimeOffset.FromUnixTimeSeconds(1551113065)
            ),
            Is.EqualTo(
                $"TC3-HMAC-SHA256 Credential=AKID/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host;x-tc-action, Signature={signature}"
            )
        );

    [Test]
    public void A_bodys_signature_can_be_computed_by_anybody_who_has_the_secret()
    {
        var mark = Convert.ToHexStringLower(
            System.Security.Cryptography.HMACSHA256.HashData("s"u8.ToArray(), "1700000000.{\"to\":\"1\"}"u8.ToArray())
        );
        Assert.That(
            HttpSms.Sign("s", 1700000000, """{"to":"1"}"""),
            Is.EqualTo(string.Create(CultureInfo.InvariantCulture, $"t=1700000000,v1={mark}"))
        );
    }
}
