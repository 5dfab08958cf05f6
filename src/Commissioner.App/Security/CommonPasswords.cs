using System.Text.RegularExpressions;

namespace Commissioner.App.Security;

/// <summary>
/// Passwords that leaks are full of and that would be long enough. They are a word, or two, with digits and signs around it; so some hundred
/// words stand here for the many thousands of lines that lists of leaked ones hold. A passphrase of several words passes.
/// </summary>
public static partial class CommonPasswords
{
    private const int MostWords = 2;

    private static readonly HashSet<string> Words =
    [
        .. """
            password passwort passwd pass pwd passcode passphrase letmein welcome login logon signin secret admin administrator root user guest
            test tester testing demo default changeme change temp temporary system sysadmin server manager master super superuser operator
            public private access account service support office company business internet network database oracle mysql postgres server
            windows linux microsoft google apple android iphone samsung huawei xiaomi tencent alibaba baidu weixin wechat taobao
            qwerty qwertyuiop qwertyui qwert qwer qwe azerty asdf asdfg asdfgh asdfghjkl asd zxc zxcv zxcvb zxcvbn zxcvbnm qaz wsx edc rfv
            qazwsx qazwsxedc qazwsxedcrfv qwerasdf qweasd qweasdzxc qwerasdfzxcv asdfzxcv qwaszx abc abcd abcde abcdef abcdefg abcdefgh
            abcabc aaa aa abab xyz xxx zzz iloveyou iloveu love lovely lover loveme forever baby babygirl honey sweet sweety angel princess
            prince sunshine moonlight shadow dragon monkey tiger lion panda eagle hunter ranger killer ninja warrior soldier master batman
            superman spiderman starwars pokemon naruto matrix football soccer baseball basketball hockey liverpool arsenal chelsea barcelona
            madrid michael jordan jessica jennifer ashley daniel thomas robert charlie andrew george william david anthony joshua matthew
            summer winter spring autumn january february march april june july august september october november december monday friday
            sunday hello helloworld world freedom trustno trust whatever computer cookie cheese pepper ginger orange banana chocolate coffee
            flower rose diamond silver golden money lucky happy smile peace magic music guitar mustang ferrari porsche mercedes corvette
            yankees london paris newyork america china beijing shanghai guangzhou shenzhen chongqing chengdu hangzhou nanjing wuhan tianjin
            suzhou hongkong zhongguo woaini woaiwojia woaizhongguo aini woshishui nihao nihaoma mima wodemima xitong guanliyuan ceshi
            yonghu denglu qiye yuanqu gaoxinqu zhuanyuan fuwu zhengfu wang zhang chen yang zhao huang zhou wangwei zhangwei lihua
            xiaoming laopo laogong baobao baobei tiantian dandan lingling mingming taiyang yueliang aishang caonima wocao fuck fuckyou
            fuckme bitch asshole sexy enterprise commissioner supervisor auditor department triage hotline callback leader appraiser
            """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    private static readonly string[] Rows = ["abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "qazwsxedcrfvtgbyhnujmikolp"];

    private static readonly int Longest = Words.Max(w => w.Length);

    /// <summary>Whether whoever guesses would come upon it early.</summary>
    public static bool Hold(string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        var typed = password.ToLowerInvariant();
        var letters = Repeated().Replace(string.Concat(typed.Where(char.IsLetter)), "$1");
        return letters.Length < 3 || typed.Distinct().Count() < 6 || IsRow(letters) || IsMade(letters) || IsMade(typed);
    }

    private static bool IsRow(string letters) =>
        Rows.Any(r =>
            r.Contains(letters, StringComparison.Ordinal) || r.Contains(string.Concat(letters.Reverse()), StringComparison.Ordinal)
        );

    // Of how few words it is made at the least, where digits and signs between them count for nothing, or for the letter that they resemble.
    private static bool IsMade(string typed)
    {
        var read = string.Concat(typed.Select(Meant));
        var fewest = Enumerable.Repeat(MostWords + 1, typed.Length + 1).ToArray();
        fewest[0] = 0;
        for (var i = 0; i < typed.Length; i++)
        {
            if (!char.IsLetter(typed[i]))
            {
                fewest[i + 1] = Math.Min(fewest[i + 1], fewest[i]);
            }

            for (var length = 2; length <= Longest && i + length <= typed.Length && fewest[i] < MostWords; length++)
            {
                if (Words.Contains(read.Substring(i, length)))
                {
                    fewest[i + length] = Math.Min(fewest[i + length], fewest[i] + 1);
                }
            }
        }

        return fewest[^1] <= MostWords;
    }

    private static char Meant(char typed) =>
        typed switch
        {
            '0' => 'o',
            '1' or '!' or '|' => 'i',
            '3' => 'e',
            '4' or '@' => 'a',
            '5' or '$' => 's',
            '7' or '+' => 't',
            '8' => 'b',
            _ => typed,
        };

    [GeneratedRegex(@"^(.+?)\1+$")]
    private static partial Regex Repeated();
}
