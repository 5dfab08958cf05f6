using Commissioner.Domain.Departments;
using Commissioner.Domain.Whistles;

namespace Commissioner.Domain.Catalogue;

/// <summary>
/// A catalogue for a new park to begin with: the usual matters and who is competent for them in most high-tech parks. Departments are found
/// by how their names end; what no department of the park is competent for is left out, for the park to add.
/// </summary>
public static class FirstCatalogue
{
    private static readonly (
        string Code,
        string Category,
        string Matter,
        string Words,
        string Lead,
        string Assisting,
        string Basis
    )[] Items =
    [
        (
            "POWER",
            "Utilities",
            "用电增容与供电故障",
            "用电 供电 电力 增容 停电 断电 变压器 配电 电压 跳闸 电费 双回路",
            "供电服务处",
            "经济发展局",
            "《供电营业规则》；《优化营商环境条例》第二十八条"
        ),
        (
            "WATER",
            "Utilities",
            "用水接入与水压水质",
            "用水 供水 水压 停水 水表 水管 自来水 水质 管网 水费",
            "供水服务处",
            "建设管理处",
            "《城市供水条例》；《优化营商环境条例》第二十八条"
        ),
        (
            "GAS",
            "Utilities",
            "用气接入与燃气价格",
            "用气 燃气 天然气 气价 气表 锅炉 停气 蒸汽 供热",
            "燃气服务处",
            "经济发展局",
            "《城镇燃气管理条例》；《优化营商环境条例》第二十八条"
        ),
        (
            "LABOUR",
            "Utilities",
            "招工用工与劳动关系",
            "用工 招工 招聘 缺工 员工 社保 劳务 劳动 工伤 工资 参保",
            "人力社保处",
            "",
            "《劳动合同法》第七十三条；《就业促进法》第六条"
        ),
        (
            "FINANCE",
            "Utilities",
            "融资贷款与担保",
            "融资 贷款 担保 抵押 授信 续贷 银行 资金周转 贴息",
            "财政局",
            "经济发展局",
            "《中小企业促进法》第十四条至第二十四条"
        ),
        (
            "LAND",
            "Utilities",
            "用地与不动产登记",
            "用地 土地 地块 宗地 不动产 产权 土地证 摘牌 红线 闲置",
            "规划自然资源处",
            "招商服务局",
            "《土地管理法》；《不动产登记暂行条例》第六条"
        ),
        (
            "PLANNING",
            "Construction",
            "规划许可与方案审查",
            "规划 方案 审图 容积率 退界 规划许可 日照 立面",
            "规划自然资源处",
            "建设管理处 行政审批处",
            "《城乡规划法》第四十条"
        ),
        (
            "PERMIT",
            "Construction",
            "施工许可与工程验收",
            "施工许可 施工 开工 报建 报批 竣工 验收 图审 工地 塔吊",
            "建设管理处",
            "行政审批处 消防服务处",
            "《建筑法》第七条；《建设工程质量管理条例》第四十九条"
        ),
        (
            "EIA",
            "Construction",
            "环境影响评价",
            "环评 环境影响 排污许可 排污 能评 总量指标",
            "生态环境处",
            "行政审批处",
            "《环境影响评价法》第二十二条；《排污许可管理条例》第六条"
        ),
        (
            "REGISTRATION",
            "Licences",
            "登记注册与许可证照",
            "营业执照 执照 注册 变更登记 许可证 证照 经营范围 注销 食品许可 换证",
            "行政审批处",
            "市场监管分局",
            "《市场主体登记管理条例》第五条"
        ),
        (
            "TAX",
            "Licences",
            "涉税事项与发票",
            "税务 发票 退税 税费 开票 报税 纳税 减免税 留抵",
            "税务服务处",
            "",
            "《税收征收管理法》第五条"
        ),
        (
            "SUBSIDY",
            "PolicyBenefits",
            "惠企政策与奖补兑现",
            "政策 奖补 补贴 兑现 奖励 扶持 惠企 补助 拨付 免申即享",
            "经济发展局",
            "财政局",
            "《优化营商环境条例》第三十一条"
        ),
        (
            "HIGHTECH",
            "TechAndTalent",
            "高企认定与科技项目",
            "高企 高新技术企业 研发 科技项目 认定 专利 知识产权 成果转化 加计扣除 专精特新",
            "科技创新局",
            "经济发展局 税务服务处",
            "《科学技术进步法》第四十条；《高新技术企业认定管理办法》"
        ),
        (
            "TALENT",
            "TechAndTalent",
            "人才引进与人才公寓",
            "人才 人才公寓 引进 博士 职称 落户 安家费 人才补贴",
            "人力社保处",
            "科技创新局",
            "《科学技术进步法》第五十七条"
        ),
        (
            "ARREARS",
            "ArrearsOwed",
            "机关事业单位与国企拖欠账款",
            "拖欠 欠款 账款 工程款 货款 欠薪 清欠 结算 尾款 回款",
            "财政局",
            "建设管理处 经济发展局",
            "《保障中小企业款项支付条例》"
        ),
        (
            "INSPECTION",
            "Enforcement",
            "检查执法与处罚异议",
            "检查 执法 处罚 罚款 抽检 重复检查 多头检查 查封 整改 投诉举报",
            "市场监管分局",
            "应急管理处 生态环境处",
            "《行政处罚法》；《优化营商环境条例》第五章"
        ),
        (
            "PLEDGE",
            "InvestmentPledges",
            "招商承诺与协议履约",
            "招商 承诺 协议 投资协议 履约 落户 约定 返还 优惠条件",
            "招商服务局",
            "财政局 经济发展局",
            "《优化营商环境条例》第三十一条；投资协议"
        ),
        (
            "GREEN",
            "ParkEnvironment",
            "绿化带与树木养护",
            "绿化 绿化带 树木 草坪 补种 遮挡 修剪 枯树 花坛",
            "园林绿化处",
            "市政道路处",
            "《城市绿化条例》第七条"
        ),
        (
            "ROAD",
            "ParkEnvironment",
            "道路路面与市政设施",
            "道路 路面 坑洼 积水 井盖 路灯 破损 修路 人行道 下水道 排水 内涝",
            "市政道路处",
            "交通运输处",
            "《城市道路管理条例》第六条"
        ),
        (
            "TRAFFIC",
            "ParkEnvironment",
            "交通组织与公交线路",
            "公交 班车 站点 货车 通行证 拥堵 红绿灯 限行 接驳 车道",
            "交通运输处",
            "公安服务处 市政道路处",
            "《道路交通安全法》第二十五条"
        ),
        (
            "PARKING",
            "ParkEnvironment",
            "停车、食堂与物业服务",
            "停车 停车位 食堂 物业 保洁 电梯 网络 宽带 门禁 快递 垃圾清运",
            "物业服务中心",
            "市政道路处",
            "《物业管理条例》第三十五条"
        ),
        ("SCHOOL", "Living", "员工子女入学", "入学 子女 上学 学位 转学 幼儿园 学校 学区", "教育服务处", "", "《义务教育法》第十二条"),
        (
            "MEDICAL",
            "Living",
            "医疗与医保",
            "医疗 医保 就医 体检 定点医院 报销 生育津贴",
            "医疗保障处",
            "人力社保处",
            "《社会保险法》第三章"
        ),
        (
            "SECURITY",
            "Living",
            "治安、户籍与出入境",
            "治安 盗窃 户籍 居住证 签证 出入境 外籍 电信诈骗 纠纷",
            "公安服务处",
            "",
            "《人民警察法》第六条"
        ),
        (
            "SAFETY",
            "SafetyAndEnvironment",
            "安全生产与隐患",
            "安全生产 隐患 危化品 事故 应急 安评 安全评价 泄漏 爆炸",
            "应急管理处",
            "消防服务处",
            "《安全生产法》第十条"
        ),
        (
            "FIRE",
            "SafetyAndEnvironment",
            "消防设施与消防验收",
            "消防 消防验收 灭火 消防通道 喷淋 火警 消防栓 疏散",
            "消防服务处",
            "建设管理处",
            "《消防法》第四条、第十三条"
        ),
        (
            "POLLUTION",
            "SafetyAndEnvironment",
            "噪声、异味与污染",
            "噪声 噪音 异味 臭味 废气 废水 污水 粉尘 危废 污染 扬尘",
            "生态环境处",
            "",
            "《环境保护法》第十条"
        ),
        (
            "CUSTOMS",
            "Customs",
            "通关查验与保税监管",
            "通关 海关 报关 查验 保税 滞港 清关 进出口 出口退运 关税 口岸",
            "海关服务处",
            "交通运输处",
            "《海关法》第二条"
        ),
        (
            "LOGISTICS",
            "Customs",
            "货运物流与通行",
            "物流 货运 集装箱 卡车 仓储 运费 危险品运输 冷链",
            "交通运输处",
            "海关服务处",
            "《道路运输条例》第七条"
        ),
    ];

    /// <summary>
    /// The items whose leading department this park has, in the order of their codes; a park has other departments than another.
    /// </summary>
    public static IReadOnlyList<(string Code, CatalogueEntry Entry)> For(IEnumerable<Department> departments)
    {
        var all = departments.ToList();
        Id<Department>? Find(string ending) =>
            all.Where(d => d.Name.EndsWith(ending, StringComparison.Ordinal))
                .OrderBy(d => d.Code, StringComparer.Ordinal)
                .FirstOrDefault()
                ?.Id;
        return
        [
            .. from i in Items
            let lead = Find(i.Lead)
            where lead is not null
            orderby i.Code
            select (
                i.Code,
                new CatalogueEntry(
                    i.Matter,
                    i.Category,
                    CatalogueEntry.WordsOf(i.Words),
                    lead.Value,
                    [.. CatalogueEntry.WordsOf(i.Assisting).Select(Find).OfType<Id<Department>>()],
                    i.Basis,
                    Disclosure.Full
                )
            ),
        ];
    }
}
