using Commissioner.Domain.Calendars;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Undertakings;

/// <summary>
/// Twelve packages that a new park begins with, plainly described: what companies of high-tech parks ask for most. The limits, papers and
/// units are to be set right by the park, which brings its own by a table.
/// </summary>
public static class FirstPackages
{
    private const string License = "营业执照";
    private const string Lease = "租赁合同[场所=租赁]";
    private const string Title = "不动产权证书[场所=自有]";
    private const string Place = "场所:场所是自有还是租赁=自有/租赁";

    /// <summary>One version of each, from a day on.</summary>
    public static IReadOnlyList<UndertakingTemplate> Of(DateOnly effectiveOn, DateTimeOffset now) =>
        [
            .. All.Select(p =>
                UndertakingTemplate.Add(
                    UndertakingKind.Package,
                    p.Code,
                    p.Name,
                    p.Matters,
                    effectiveOn,
                    Actor.System,
                    now,
                    new(p.About, WorkingTime.Days(p.Days), [.. p.Questions.Select(TemplateQuestion.Read)])
                )
            ),
        ];

    private static IReadOnlyList<Package> All { get; } =
    [
        new(
            "OPEN",
            "企业开办一件事",
            "新设企业用：登记、税务、社保一次办好。",
            5,
            [Place, "委托:由代理人办理吗"],
            [
                Matter(
                    "REG",
                    "设立登记",
                    "市场监管分局",
                    3,
                    1,
                    "设立登记申请书",
                    "公司章程",
                    "租赁合同[场所=租赁]{10d}",
                    Title,
                    "授权委托书[委托=是]"
                ),
                Matter("TAX", "税务登记与发票申领", "税务服务处", 3, 1, "办税人员身份证件", "授权委托书[委托=是]"),
                Matter("SOCIAL", "社保登记", "人力社保处", 3, 1, "社保登记表"),
            ]
        ),
        new(
            "MOVE",
            "企业迁入一件事",
            "从区外迁入园区的企业用。",
            10,
            [Place],
            [
                Matter("REG", "住所变更登记", "市场监管分局", 5, 3, "变更登记申请书", License, Lease, Title),
                Matter("TAX", "税务迁移", "税务服务处", 5, 3, "迁移申请表", License),
                Matter("SOCIAL", "社保迁移", "人力社保处", 10, 5, "社保迁移表", License),
            ]
        ),
        new(
            "CHANGE",
            "企业变更一件事",
            "改名称、法定代表人或地址后，各处一次改好。",
            5,
            ["改什么:变更什么=名称/法定代表人/地址", Place],
            [
                Matter("REG", "变更登记", "市场监管分局", 5, 3, "变更登记申请书", License, "任免文件[改什么=法定代表人]", Lease, Title),
                Matter("TAX", "税务信息变更", "税务服务处", 3, 1, License),
                Matter("SOCIAL", "社保信息变更", "人力社保处", 3, 1, License),
            ]
        ),
        new(
            "CLOSE",
            "企业注销一件事",
            "停止经营的企业用：税务、社保、登记一次注销。",
            20,
            ["债务:还有未清的债务吗"],
            [
                Matter("TAX", "税务清算", "税务服务处", 20, 10, "清算报告", "发票缴销证明{10d}"),
                Matter("SOCIAL", "社保注销", "人力社保处", 10, 5, "社保注销表"),
                Matter("REG", "注销登记", "市场监管分局", 20, 10, "注销登记申请书", License, "债务清偿方案[债务=是]"),
            ]
        ),
        new(
            "CANTEEN",
            "开办食堂一件事",
            "企业自办食堂用：许可、消防、排污一次申请。",
            15,
            [Place, "燃气:使用管道燃气吗"],
            [
                Matter(
                    "FOOD",
                    "食品经营许可",
                    "市场监管分局",
                    20,
                    10,
                    "食品经营许可申请书",
                    License,
                    Lease,
                    Title,
                    "从业人员健康证明{10d}"
                ),
                Matter("FIRE", "消防安全检查", "消防服务处", 15, 8, "消防安全检查申报表", License, "消防设施检测报告{15d}"),
                Matter("DRAIN", "排水许可", "行政审批处", 15, 8, "排水许可申请表", "油水分离设施说明"),
                Matter("GAS", "燃气报装", "燃气服务处", 10, 5, "用气申请表[燃气=是]", License),
            ]
        ),
        new(
            "FITOUT",
            "厂房装修开工一件事",
            "租用或自有厂房装修开工用。",
            15,
            [Place, "结构:改动承重结构吗", "外墙:改动外立面吗"],
            [
                Matter("BUILD", "装修施工许可", "建设管理处", 15, 7, "施工合同", "施工图", Lease, Title, "结构安全鉴定[结构=是]"),
                Matter("FIRE", "消防设计审查", "消防服务处", 15, 10, "施工图", "消防设计文件"),
                Matter("FACE", "外立面审批", "规划自然资源处", 10, 5, "外立面效果图[外墙=是]"),
            ]
        ),
        new(
            "UTILITY",
            "水电气联合报装一件事",
            "新厂房接水、接电、接气一次申请、一次踏勘。",
            15,
            ["用水:需要接水吗", "用气:需要接气吗", "容量:用电容量=低压/高压"],
            [
                Matter("POWER", "用电报装", "供电服务处", 15, 8, License, "用电申请表", "电气设计图[容量=高压]{10d}"),
                Matter("WATER", "用水报装", "供水服务处", 10, 5, License, "用水申请表[用水=是]"),
                Matter("GAS", "用气报装", "燃气服务处", 10, 5, License, "用气申请表[用气=是]"),
            ]
        ),
        new(
            "SIGN",
            "门头店招一件事",
            "设置门头、店招、占道施工用。",
            10,
            ["占道:施工占用道路吗", "灯光:有灯光吗"],
            [
                Matter("SHOP", "店招设置备案", "行政审批处", 10, 5, License, "店招效果图", "用电安全承诺[灯光=是]"),
                Matter("ROAD", "临时占道许可", "市政道路处", 10, 5, "占道方案[占道=是]"),
            ]
        ),
        new(
            "TRANSPORT",
            "道路货运经营一件事",
            "自备货车从事道路货运的企业用。",
            15,
            ["车辆:自有还是租用车辆=自有/租用"],
            [
                Matter(
                    "ROAD",
                    "道路运输经营许可",
                    "交通运输处",
                    20,
                    10,
                    License,
                    "车辆行驶证",
                    "车辆租赁合同[车辆=租用]",
                    "安全管理制度{5d}"
                ),
                Matter("PLATE", "车辆营运备案", "交通运输处", 10, 5, "车辆行驶证"),
            ]
        ),
        new(
            "HIGHTECH",
            "高新技术企业培育一件事",
            "准备认定高新技术企业的用：认定、研发备案、奖补一次申报。",
            20,
            ["类型:首次还是重新认定=首次/重新", "专利:有授权专利吗"],
            [
                Matter(
                    "RECOGNISE",
                    "高新技术企业认定推荐",
                    "科技创新局",
                    20,
                    15,
                    License,
                    "认定申请书",
                    "原证书[类型=重新]",
                    "专利证书[专利=是]"
                ),
                Matter("RESEARCH", "研发费用备案", "税务服务处", 10, 5, "研发费用专项审计报告{20d}"),
                Matter("REWARD", "培育奖补", "财政局", 20, 10, License, "奖补申请表"),
            ]
        ),
        new(
            "TALENT",
            "人才引进一件事",
            "引进人才的企业用：落户、社保、补贴一次申请。",
            15,
            ["学历:最高学历=博士/硕士/本科/其他", "住房:申请人才公寓吗"],
            [
                Matter(
                    "SETTLE",
                    "人才落户推荐",
                    "人力社保处",
                    15,
                    8,
                    License,
                    "劳动合同",
                    "学历证书[学历=博士/硕士/本科]",
                    "技能证书[学历=其他]"
                ),
                Matter("FUND", "人才补贴", "人力社保处", 15, 10, "劳动合同", "补贴申请表"),
                Matter("HOUSE", "人才公寓", "招商服务局", 10, 5, "公寓申请表[住房=是]"),
            ]
        ),
        new(
            "EXPORT",
            "外贸企业备案一件事",
            "第一次做进出口的企业用。",
            10,
            ["方式:主要做什么=一般贸易/加工贸易"],
            [
                Matter("CUSTOMS", "海关备案", "海关服务处", 5, 3, License, "备案申请表", "加工贸易合同[方式=加工贸易]"),
                Matter("TAX", "出口退税备案", "税务服务处", 10, 5, License, "退税备案表"),
            ]
        ),
    ];

    private static TemplateNode Matter(string code, string name, string unit, int statutory, int promised, params string[] papers) =>
        new(code, name, [], unit, WorkingTime.Days(statutory), WorkingTime.Days(promised), null, [.. papers.Select(TemplatePaper.Read)]);

    private sealed record Package(
        string Code,
        string Name,
        string About,
        int Days,
        IReadOnlyList<string> Questions,
        IReadOnlyList<TemplateNode> Matters
    );
}
