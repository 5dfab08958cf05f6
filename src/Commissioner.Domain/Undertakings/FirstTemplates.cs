using Commissioner.Domain.Calendars;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Undertakings;

/// <summary>
/// The template that a new park begins with: from signing to the certificates, as industrial projects of high-tech parks go. The limits are
/// plain figures to be set right by the park; units are found by how departments' names end.
/// </summary>
public static class FirstTemplates
{
    public const string Agency = "AGENCY";

    /// <summary>One version of the agency project, from a day on.</summary>
    public static UndertakingTemplate Of(DateOnly effectiveOn, DateTimeOffset now) =>
        UndertakingTemplate.Add(UndertakingKind.AgencyProject, Agency, "工业项目报批报建代办", Nodes, effectiveOn, Actor.System, now);

    private static IReadOnlyList<TemplateNode> Nodes { get; } =
    [
        Node("SIGN", "签约与立项备案", "", "经济发展局", 7, 3, 1, "投资协议", "项目备案申请表"),
        Node("LAND", "用地手续", "SIGN", "规划自然资源处", 40, 20, 10, "用地申请", "勘测定界报告{20d}"),
        Node("PLAN", "规划许可", "LAND", "规划自然资源处", 20, 10, 5, "建设工程设计方案"),
        Node("EIA", "环境影响评价", "PLAN", "生态环境处", 30, 15, 8, "环境影响报告表"),
        Node("ENERGY", "节能审查", "PLAN", "经济发展局", 20, 10, 5, "节能报告"),
        Node("SAFETY", "安全条件审查", "PLAN", "应急管理处", 20, 10, 5, "安全预评价报告"),
        Node("BUILD-1", "施工许可（基坑与桩基）", "EIA", "建设管理处", 7, 3, 2, "基坑施工图审查意见"),
        Node("BUILD-2", "施工许可（主体）", "BUILD-1、ENERGY、SAFETY", "建设管理处", 7, 3, 2, "施工图审查合格书", "施工合同"),
        Node("ACCEPT", "联合验收", "BUILD-2", "建设管理处", 15, 8, 5, "竣工验收报告", "竣工图{15d}"),
        Node("CERT", "不动产与经营证照", "ACCEPT", "市场监管分局", 10, 5, 2, "登记申请书"),
    ];

    private static TemplateNode Node(
        string code,
        string name,
        string needs,
        string unit,
        int statutory,
        int promised,
        int green,
        params string[] papers
    ) =>
        new(
            code,
            name,
            needs.Split('、', StringSplitOptions.RemoveEmptyEntries),
            unit,
            WorkingTime.Days(statutory),
            WorkingTime.Days(promised),
            WorkingTime.Days(green),
            [.. papers.Select(TemplatePaper.Read)]
        );
}
