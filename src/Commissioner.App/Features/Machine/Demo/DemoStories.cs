using Commissioner.Domain.Cases;
using Commissioner.Domain.Satisfaction;
using Commissioner.Domain.Whistles;

namespace Commissioner.App.Features.Demo;

/// <summary>A matter that enterprises of the demo park come with; {路} stands for a road.</summary>
/// <param name="Category">A code of <see cref="CaseCategory"/>.</param>
/// <param name="Urgency">How urgent it is as a rule.</param>
/// <param name="Departments">Whom it takes, the lead first.</param>
/// <param name="Title">In one line.</param>
/// <param name="Text">In the enterprise's words.</param>
/// <param name="Asked">What the departments are asked for.</param>
/// <param name="Done">What settles it.</param>
internal sealed record DemoStory(
    string Category,
    Urgency Urgency,
    string[] Departments,
    string Title,
    string Text,
    string Asked,
    string Done
);

/// <summary>What the demo park's people say and write. All of it is invented.</summary>
internal static class DemoStories
{
    public static readonly IReadOnlyList<string> Roads =
    [
        "示例一路",
        "示例二路",
        "示例三路",
        "示例东路",
        "示例西路",
        "示例南大道",
        "示例北大道",
        "示例创新街",
        "示例科技大道",
        "示例园中路",
        "示例港前路",
        "示例云山路",
    ];

    public static readonly IReadOnlyList<ContactMeans> Means =
    [
        ContactMeans.Call,
        ContactMeans.Call,
        ContactMeans.Call,
        ContactMeans.Visit,
        ContactMeans.Visit,
        ContactMeans.Message,
    ];
    public static readonly IReadOnlyList<string> Handlers = ["甲", "乙", "丙", "丁"];

    public static readonly IReadOnlyList<string> Objections = ["该事项不在本部门职责清单内。", "设施产权和养护责任不在本部门。"];

    public static readonly IReadOnlyDictionary<RulingDecision, string> Rulings = new Dictionary<RulingDecision, string>
    {
        [RulingDecision.Keep] = "按职责清单应由该部门办理。",
        [RulingDecision.Reassign] = "经核对职责清单，异议成立。",
    };

    public static readonly IReadOnlyList<string> Opinions =
    [
        "请主办部门负责人今日联系企业，本周内办结并报告。",
        "同意专员意见，由主办部门牵头，协办部门配合，按期办结。",
        "请服务企业办公室召集会商，明确主办部门。",
    ];
    public static readonly IReadOnlyList<string> Answers =
    [
        "材料已齐，已排定现场办理时间，两个工作日内办结。",
        "因人手调整延误，已明确专人负责，今日联系企业。",
        "等待协办部门意见，已催办，收到后当日答复。",
    ];

    public static readonly IReadOnlyList<DemoStory> All =
    [
        new(
            "ParkEnvironment",
            Urgency.Ordinary,
            ["园林绿化处", "市政道路处", "物业服务中心"],
            "{路}厂门前绿化带遮挡出车视线",
            "我司{路}大门两侧绿化带长得太高，货车出门看不见来车，上周险些相撞，请尽快修剪或者改种低矮植物。",
            "现场查看绿化带，修剪或改种，确保出车视线。",
            "已将大门两侧各三十米绿化带降至六十厘米，并补种低矮灌木，企业现场查看认可。"
        ),
        new(
            "ParkEnvironment",
            Urgency.Ordinary,
            ["市政道路处", "交通运输处", "物业服务中心"],
            "{路}路面坑洼，运精密设备颠簸",
            "{路}自路口到我司门口约两百米路面坑洼，设备运输颠簸严重，客户已有投诉，希望修补。",
            "勘查路面并安排修补，施工避开企业发货时段。",
            "已铣刨重铺破损路面并恢复标线，施工安排在夜间，未影响企业发货。"
        ),
        new(
            "ParkEnvironment",
            Urgency.Ordinary,
            ["交通运输处", "公安服务处", "市政道路处"],
            "申请{路}重车通道通行时段",
            "我司每月有二十余车次超长件发运，{路}白天限行，绕行多走十一公里，申请开放重车通道时段。",
            "核定重车通道线路和时段，设置指引。",
            "已核定工作日十至十六时重车通道，发放电子通行码，路口指引牌已安装。"
        ),
        new(
            "ParkEnvironment",
            Urgency.Ordinary,
            ["物业服务中心", "公安服务处"],
            "{路}员工停车位不足",
            "公司新增员工一百余人，{路}周边停车位不够，员工把车停在路边常被贴单，希望增加车位。",
            "盘活周边空地，增设临时车位。",
            "已利用闲置地块平整临时车位八十个，实行错时共享。"
        ),
        new(
            "ParkEnvironment",
            Urgency.Ordinary,
            ["交通运输处", "物业服务中心"],
            "希望{路}增设早晚班车站点",
            "两班倒员工下班已无公交，步行到地铁站要三十分钟，希望在{路}增设班车站点。",
            "调整园区班车线路和时刻。",
            "园区班车已增设站点，早晚各加两班，时刻已推送企业。"
        ),
        new(
            "Utilities",
            Urgency.Ordinary,
            ["燃气服务处", "经济发展局"],
            "生产用气价格较高，希望核定工商业阶梯价",
            "我司烘干线用气量大，今年用气价格上涨后成本压力明显，希望了解并享受大用户价格政策。",
            "核算用气量，说明价格政策并办理大用户价格。",
            "已按年用气量办理大用户阶梯价格，自下一抄表周期执行，预计单价下降百分之九。"
        ),
        new(
            "Utilities",
            Urgency.Urgent,
            ["供电服务处", "应急管理处"],
            "{路}厂区本周两次电压骤降停线",
            "本周二、周四{路}线路两次电压骤降，产线停机并报废一批半成品，请查明原因。",
            "查明电压骤降原因并给出改造时间。",
            "已更换线路开关并加装监测装置，十日内未再发生骤降，原因说明已送企业。"
        ),
        new(
            "Utilities",
            Urgency.Urgent,
            ["供水服务处", "市政道路处"],
            "{路}水压不足影响冷却系统",
            "每天上午十时以后水压不足，冷却系统多次报警，请排查管网。",
            "排查管网压力，处理漏损。",
            "查明支管漏损并完成更换，末端水压恢复到正常范围。"
        ),
        new(
            "Utilities",
            Urgency.Ordinary,
            ["人力社保处", "招商服务局"],
            "旺季用工缺口六十人，请协助招聘",
            "旺季订单增加，普工和质检共缺六十人，希望园区协助对接院校和人力资源机构。",
            "组织专场招聘，对接院校实习。",
            "已举办专场招聘两场，到岗五十八人，另与院校签订实习协议。"
        ),
        new(
            "Utilities",
            Urgency.Ordinary,
            ["财政局", "经济发展局"],
            "流动资金周转紧张，希望对接低息贷款",
            "客户账期延长，流动资金周转紧张，希望对接园区融资白名单和贴息贷款。",
            "纳入融资白名单并组织银企对接。",
            "已纳入白名单并与两家银行对接，授信已获批，贴息材料已受理。"
        ),
        new(
            "Construction",
            Urgency.Ordinary,
            ["建设管理处", "规划自然资源处", "消防服务处"],
            "二期厂房施工许可办理卡在图审",
            "二期厂房图审意见反复修改三次仍未通过，影响开工节点，希望协调一次性告知。",
            "会同图审一次性列明修改意见。",
            "已召开协调会一次性列明七条意见，修改后图审通过，施工许可已发。"
        ),
        new(
            "Construction",
            Urgency.Ordinary,
            ["建设管理处", "供电服务处"],
            "{路}施工围挡占用企业出入口",
            "{路}管线施工围挡占用我司次出入口，已超过公示工期，请协调。",
            "压缩围挡范围，公示新工期。",
            "围挡已后退六米恢复出入，剩余工程十日内完成并已公示。"
        ),
        new(
            "Licences",
            Urgency.Ordinary,
            ["市场监管分局", "行政审批处"],
            "食品生产许可变更不清楚材料要求",
            "车间布局调整需变更生产许可，两次提交都被退回，希望有人一次讲清楚。",
            "一次性告知并上门预审。",
            "已上门预审并当场补正材料，变更后的证照已送达企业。"
        ),
        new(
            "Licences",
            Urgency.Ordinary,
            ["行政审批处", "生态环境处"],
            "环评与排污许可证照能否并联办理",
            "新增一条产线，环评和排污许可分头办理时间长，希望并联。",
            "并联受理两项许可。",
            "两项许可并联办理完毕，比分头办理少十二个工作日。"
        ),
        new(
            "PolicyBenefits",
            Urgency.Ordinary,
            ["经济发展局", "市场监管分局", "财政局"],
            "技改补贴已公示尚未到账",
            "去年技改项目补贴已公示三个月，资金仍未到账，请协助查询进度。",
            "核对拨付进度并答复到账日期。",
            "已核对账户信息并完成拨付，企业确认收到。"
        ),
        new(
            "PolicyBenefits",
            Urgency.Ordinary,
            ["科技创新局", "税务服务处"],
            "研发费用加计扣除口径咨询",
            "委外研发部分能否加计扣除，不同人员答复不一致，希望书面说明。",
            "书面说明口径并辅导申报。",
            "已出具书面说明并辅导完成申报。"
        ),
        new(
            "ArrearsOwed",
            Urgency.Ordinary,
            ["经济发展局", "财政局"],
            "示例采购方拖欠货款账款逾九十日",
            "我司向示例采购方供货已验收，账款逾期九十日未付，多次催要无果，请协助。",
            "核实账款并督促按期支付。",
            "经协调，双方签订付款计划，首笔账款已到账。"
        ),
        new(
            "Enforcement",
            Urgency.Ordinary,
            ["应急管理处", "生态环境处", "消防服务处"],
            "一个月内三家单位重复检查",
            "一个月内消防、环保、安全三家单位分别检查，内容多有重复，影响生产，希望合并。",
            "合并检查事项，一次进厂。",
            "已纳入联合检查计划，年内合并为一次，检查事项清单已送企业。"
        ),
        new(
            "TechAndTalent",
            Urgency.Ordinary,
            ["人力社保处", "科技创新局"],
            "引进工程师落户和人才补贴申请",
            "引进三名工程师，落户和人才补贴材料不清楚，请协助办理。",
            "开通绿色通道，代办落户和补贴。",
            "三人落户已办结，人才补贴已通过初审。"
        ),
        new(
            "InvestmentPledges",
            Urgency.Ordinary,
            ["招商服务局", "规划自然资源处", "财政局"],
            "招商协议中的租金减免尚未兑现",
            "入园协议约定第一年租金减半，至今按全额收取，请核实兑现。",
            "核对协议条款，提出兑现方案。",
            "已核对协议并退还多收租金，后续按减半收取。"
        ),
        new(
            "Living",
            Urgency.Ordinary,
            ["教育服务处", "人力社保处"],
            "员工子女秋季入学名额",
            "八名骨干员工子女今年入学，希望了解园区学位安排。",
            "统筹学位，一户一策答复。",
            "八名子女均已落实学位，录取通知已发。"
        ),
        new(
            "Living",
            Urgency.Ordinary,
            ["医疗保障处", "人力社保处"],
            "外地员工医保异地结算不成功",
            "多名外地员工在园区医院异地结算失败，只能先垫付，请协调。",
            "核查备案信息，现场办理。",
            "已现场为十七名员工补办备案，结算恢复正常。"
        ),
        new(
            "Living",
            Urgency.Ordinary,
            ["物业服务中心", "市场监管分局"],
            "{路}园区食堂夜班无热餐",
            "夜班员工两百余人，{路}食堂二十时后停止供餐，希望增加夜餐。",
            "协调食堂增加夜餐供应。",
            "食堂夜餐已延长至次日一时，企业试餐后认可。"
        ),
        new(
            "SafetyAndEnvironment",
            Urgency.Emergency,
            ["应急管理处", "消防服务处", "燃气服务处"],
            "{路}门口闻到明显燃气味",
            "{路}门口闻到明显燃气味，已疏散附近岗位，请立即派人处理。",
            "立即到场检测、关阀、抢修。",
            "到场检测后关闭阀门并更换接头，复测合格后恢复供气。"
        ),
        new(
            "SafetyAndEnvironment",
            Urgency.Ordinary,
            ["生态环境处", "市政道路处"],
            "{路}雨水井返味影响无尘车间",
            "雨后{路}雨水井返味，新风系统吸入异味，影响无尘车间。",
            "排查雨污混接。",
            "查明一处混接并完成改造，管道已清淤，未再返味。"
        ),
        new(
            "Customs",
            Urgency.Urgent,
            ["海关服务处", "交通运输处"],
            "进口检测设备通关查验排队",
            "进口检测设备已到港五天，通关查验排队，客户验厂在即，请协助。",
            "协调查验时间，指导补充单证。",
            "已协调当日查验并放行，设备已运抵企业。"
        ),
        new(
            "Customs",
            Urgency.Ordinary,
            ["海关服务处", "税务服务处"],
            "出口退税单证备案要求不一致",
            "出口退税单证备案要求两个窗口说法不一，退税一直未到账。",
            "统一单证要求，书面答复。",
            "已统一单证要求并完成退税。"
        ),
        new(
            "AboutOfficials",
            Urgency.Ordinary,
            ["行政审批处"],
            "窗口办事来回跑了三趟",
            "办理备案时窗口每次只说缺一样材料，前后跑了三趟，希望改进。",
            "核实情况，改进一次性告知。",
            "已核实并向企业致歉，窗口一次性告知单已更新。"
        ),
        new(
            "Suggestion",
            Urgency.Ordinary,
            ["招商服务局", "科技创新局"],
            "建议举办上下游企业供需对接会",
            "园区同行多，彼此并不了解，建议按季度举办供需对接会。",
            "制定供需对接计划。",
            "已列入季度计划，首场对接会日期已定，企业受邀发布需求。"
        ),
        new(
            "Other",
            Urgency.Ordinary,
            ["物业服务中心"],
            "{路}门牌与导航位置不一致",
            "导航把送货车带到{路}后门，门牌也缺失，希望更正。",
            "补装门牌并更正导航位置。",
            "门牌已补装，导航位置已提交更正并生效。"
        ),
    ];

    public static readonly IReadOnlyList<string> Outcomes =
    [
        "已电话联系企业，问清情况和期望，约定明日上门查看。",
        "已到企业现场查看，情况属实，与企业商定先行处置办法。",
        "已与企业经办人沟通，材料齐全，说明办理步骤和时限。",
        "已回复企业，告知由我全程负责，每两日通报一次进展。",
    ];

    public static readonly IReadOnlyList<string> Tried =
    [
        "专员已到现场查看并与物业沟通，权限不足，需部门处理。",
        "专员已协调两次，问题涉及部门职责，无法自行解决。",
        "已整理企业材料和现场照片，先行请物业做了临时处置。",
    ];

    public static readonly IReadOnlyList<string> FirstSteps =
    [
        "到现场查看并与企业当面沟通。",
        "调取历史资料，核对企业提供的材料。",
        "电话联系企业经办人，约定上门时间。",
        "组织相关科室会商，拿出处置方案。",
    ];
    public static readonly IReadOnlyList<string> ReportReturns =
    [
        "反馈没有写明完成时间，请补充。",
        "企业表示现场仍未处理到位，请再核实。",
        "只说明了政策，没有答复企业提出的问题，请补充办理结果。",
    ];
    public static readonly IReadOnlyList<string> ClosureReturns =
    [
        "缺少与企业沟通的具体内容，请补充。",
        "办理结果与部门反馈不一致，请核实后再报。",
        "企业关心的时间节点没有写明，请补充。",
    ];

    /// <summary>What an enterprise says when it is asked.</summary>
    public static readonly IReadOnlyDictionary<Outcome, string> Words = new Dictionary<Outcome, string>
    {
        [Outcome.Resolved] = "问题已经解决，没有其他意见。",
        [Outcome.Partly] = "主要问题解决了，还有一小部分要等一等。",
        [Outcome.NotResolved] = "情况和之前一样，没有真正解决。",
    };

    /// <summary>Why an enterprise rates as it does.</summary>
    public static readonly IReadOnlyDictionary<Level, IReadOnlyList<string>> Reasons = new Dictionary<Level, IReadOnlyList<string>>
    {
        [Level.VerySatisfied] = ["反应很快，当天就到现场。", "全程有人跟进，省心。", "讲得清楚，办得利落。"],
        [Level.Satisfied] = ["处理及时，谢谢。", "比预想的快。"],
        [Level.FairlySatisfied] = ["结果可以，过程有点慢。", "希望以后主动告知进展。"],
        [Level.Dissatisfied] = ["催了好几次才有回音。", "说法前后不一致。"],
        [Level.VeryDissatisfied] = ["问题拖了很久，没有人说明原因。", "联系不上，答应的时间没有做到。"],
    };
}
