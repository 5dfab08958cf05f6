using Commissioner.App.Tests.Harness;

namespace Commissioner.App.Tests.Features.Cases;

/// <summary>
/// Two hundred questions, each with the cases that answer it: what the texts have, read without a database, is what the search finds.
/// </summary>
public sealed class RecallTests : OnOneApp
{
    // Title, text and place, as enterprises write them: words in common, mixed scripts, full-width signs, codes and measures.
    private static readonly string[][] Texts =
    [
        ["厂区门口路灯不亮", "晚上十点以后北门一带停电，员工下夜班看不清路。", "示例路88号北门"],
        ["东门路灯夜里常亮", "白天也亮着，浪费用电，请物业检查定时开关。", "示例路88号东门"],
        ["车间停电三小时", "昨天下午两点到五点停电，CNC 机床全部停机，损失约 12 万元。", "示例大厦 B 座"],
        ["申请高新技术补贴", "材料已经齐全，想问什么时候拨付。", null!],
        ["高新技术企业认定材料退回", "审核人说缺研发费用专项审计，请问找哪家事务所。", null!],
        ["排水管堵塞", "雨后积水半米，叉车进不了 3# 仓库。", "示例园区3号仓库"],
        ["雨水倒灌地下车库", "排水泵没有启动，积水淹了配电间。", "示例大厦地下一层"],
        ["班车线路调整", "地铁站到园区的班车改线后，早高峰等车四十分钟。", "示例地铁站C口"],
        ["班车司机态度", "司机拒绝停靠北门，员工只能走一公里。", "示例路北门站"],
        ["食堂用电增容", "新增蒸箱六台，需要增容 200kVA。", "示例食堂"],
        ["用电增容批复太慢", "增容申请交了一个月没有答复，供电部门说等规划。", null!],
        ["环评批复", "扩建项目环评已公示，问何时拿到批复。", null!],
        ["噪声扰民投诉处理", "邻近小区投诉夜间噪声，我司已装隔音墙，希望复测。", "示例北苑"],
        ["夜间施工噪声", "隔壁工地凌晨施工，宿舍员工睡不好。", "示例宿舍2栋"],
        ["员工子女入学", "五名员工的孩子九月入学，学位没有落实。", "示例小学"],
        ["人才公寓申请", "引进博士两名，申请人才公寓两套。", "示例人才公寓"],
        ["人才落户办理", "博士落户材料不知道交到哪个窗口。", "示例政务大厅"],
        ["营业执照变更", "法定代表人变更后，银行要求重新核验。", "示例政务大厅"],
        ["银行贷款抵押", "厂房抵押登记排队两周，影响放款。", "示例不动产中心"],
        ["贷款贴息没有到账", "去年的贴息 36.5 万元一直没有到账。", null!],
        ["出口退税进度", "三月申报的出口退税还在审核。", null!],
        ["海关查验时间长", "出口设备被查验四天，赶不上船期。", "示例保税港"],
        ["消防验收预约", "二期厂房消防验收约不上时间。", "示例二期厂房"],
        ["消防通道被占", "外来货车占住消防通道，劝不走。", "示例二期厂房西侧"],
        ["厂区道路破损", "重车压坏路面，坑深二十厘米。", "示例路12号"],
        ["道路保洁不到位", "西侧道路落叶没有人扫，雨天打滑。", "示例路西侧"],
        ["网络中断", "专线 10Gbps 中断两次，每次约半小时。", "示例数据中心"],
        ["5G 信号弱", "车间里 5G 信号弱，AGV 小车掉线。", "示例二期厂房"],
        ["危废转移联单", "危废转移联单系统登录不了，仓库快满了。", "示例危废库"],
        ["污水在线监测故障", "COD 数据跳变，环保平台报警。", "示例污水站"],
        ["蒸汽压力不足", "管网蒸汽压力只有 0.4MPa，影响烘干。", "示例烘房"],
        ["天然气价格协商", "希望园区出面谈天然气价格。", null!],
        ["共享单车堆放", "大门口单车堆放，挡住出口。", "示例大厦正门"],
        ["绿化带补种", "绿化带缺株，请补种。", "示例路绿化带"],
        ["外籍专家签证", "外籍专家 Müller 的工作签证快到期，怎样续签。", "示例出入境大厅"],
        ["专利快速预审", "三件发明专利申请快速预审。", null!],
        ["商标被抢注", "外地公司抢注我司商标 ExampleTec。", null!],
        ["用工荒缺普工", "春节后缺普工八十人，请协助招聘。", null!],
        ["招聘会报名", "想参加下月的招聘会，怎样报名。", "示例人才市场"],
        ["实习补贴标准", "大学生实习补贴标准是多少，按月还是按天。", null!],
    ];

    private readonly List<Filed> _filed = [];

    private sealed record Filed(
        string Title,
        string Text,
        string? Place,
        string Enterprise,
        string? Former,
        string Code,
        string Phone,
        string Number
    )
    {
        /// <summary>Each word stands in one of its texts, or in its enterprise's names or code, or ends or is a part of its number.</summary>
        public bool Answers(string question) =>
            question
                .Split(' ')
                .All(word =>
                    new[] { Title, Text, Place, Enterprise, Former }.Any(t => t?.Contains(word, StringComparison.OrdinalIgnoreCase) == true)
                    || (word.Length >= 6 && Code.Contains(word, StringComparison.OrdinalIgnoreCase))
                    || (word.All(char.IsAsciiDigit) && Number.EndsWith(word, StringComparison.Ordinal))
                    || (word.Length == 4 && Phone.EndsWith(word, StringComparison.Ordinal))
                    || (word.Contains('-') && Number.Contains(word, StringComparison.OrdinalIgnoreCase))
                );
    }

    [OneTimeSetUp]
    public async Task File()
    {
        var enterprises = App.World.Enterprises;
        await App.ExecuteAsync(
            "INSERT INTO former_names (enterprise_id, name, noted_at) VALUES ({0}, '示例旧名称机械厂', now())",
            enterprises[1].Id.Value
        );
        for (var i = 0; i < Texts.Length; i++)
        {
            var (at, says) = (i % 3, Texts[i]);
            var filed = await (await App.Api($"enterprise{at + 1}")).DoAsync(
                "/cases",
                new
                {
                    title = says[0],
                    description = says[1],
                    category = "Other",
                    place = says[2],
                }
            );
            var its = enterprises[at];
            _filed.Add(
                new(
                    says[0],
                    says[1],
                    says[2],
                    its.Name,
                    at == 1 ? "示例旧名称机械厂" : null,
                    its.CreditCode,
                    $"1390000000{at + 1}",
                    (string)filed["number"]!
                )
            );
        }
    }

    [Test]
    public async Task What_two_hundred_questions_have_for_answers_is_found_and_nothing_else()
    {
        var (office, own) = (await App.Api("triage"), await App.Api("enterprise1"));
        var questions = Questions().Distinct().ToList();
        Assert.That(questions, Has.Count.GreaterThanOrEqualTo(200));
        List<string> wrong = [];
        var (asked, missed) = (0, 0);
        foreach (var question in questions)
        {
            var expected = _filed.Where(f => f.Answers(question)).Select(f => f.Title).ToHashSet();
            asked += expected.Count;
            var found = await FindAsync(office, question);
            missed += expected.Except(found).Count();
            if (!found.SetEquals(expected))
            {
                wrong.Add(
                    $"{question}: missed {string.Join('、', expected.Except(found))}, found {string.Join('、', found.Except(expected))}"
                );
            }

            var mine = _filed.Where(f => f.Enterprise == App.World.Enterprises[0].Name && f.Answers(question)).Select(f => f.Title);
            if (!(await FindAsync(own, question)).SetEquals(mine))
            {
                wrong.Add($"{question}: an enterprise finds what is its own");
            }
        }

        await TestContext.Out.WriteLineAsync($"{questions.Count} questions, {asked} answers, {missed} missed");
        Assert.That(string.Join('\n', wrong), Is.Empty);
    }

    // Of each case: two characters of its title, some of its text, its place, two words of two fields, its number's end; then names and codes.
    private IEnumerable<string> Questions()
    {
        foreach (var f in _filed)
        {
            var text = f.Text.Split(['，', '。', ' ']).Where(p => p.Length >= 2).ToList();
            yield return f.Title[..2];
            yield return f.Title[^2..].Replace(" ", "", StringComparison.Ordinal);
            yield return text[0][..2] + " " + text[^1][^2..];
            yield return text[^1];
            yield return f.Title[..2] + " " + text[^1][..2];
            yield return f.Place is { } place ? place.Split(' ')[0][^2..] : text[0];
            yield return f.Number[^4..];
            yield return f.Number.ToLowerInvariant();
            yield return f.Enterprise + " " + f.Title[..2];
            yield return f.Code[^8..].ToLowerInvariant() + " " + f.Title[^2..].Replace(" ", "", StringComparison.Ordinal);
        }

        foreach (
            var said in new[]
            {
                "旧名称",
                "旧名称 停电",
                "müller",
                "MÜLLER",
                "exampletec",
                "0.4mpa",
                "cnc",
                "5g",
                "b 座",
                "36.5",
                "3#",
                "10Gbps",
            }
        )
        {
            yield return said;
        }
    }

    private async Task<HashSet<string>> FindAsync(Api api, string question) =>
        [
            .. (await api.SeeAsync($"/cases?take=200&q={Uri.EscapeDataString(question)}"))
                .Each("items", "title")
                .Select(t => t!)
                .Where(t => _filed.Any(f => f.Title == t)),
        ];
}
