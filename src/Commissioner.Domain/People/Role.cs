namespace Commissioner.Domain.People;

/// <summary>What a person does in the scheme (docs/trade.md, People). A person may hold several roles.</summary>
public enum Role
{
    /// <summary>Head of an enterprise 企业负责人.</summary>
    EnterpriseOwner,

    /// <summary>Contact of an enterprise 企业联系人.</summary>
    EnterpriseUser,

    /// <summary>Service commissioner or backup 企业服务专员.</summary>
    Commissioner,

    /// <summary>Liaison of a department 联络员.</summary>
    DepartmentLiaison,

    /// <summary>Handler in a department 经办.</summary>
    DepartmentHandler,

    /// <summary>Head of a department 部门负责人.</summary>
    DepartmentHead,

    /// <summary>Enterprise service office 服务企业办公室.</summary>
    TriageDesk,

    /// <summary>Hotline seat 热线坐席.</summary>
    HotlineSeat,

    /// <summary>Call-back agent 回访员.</summary>
    CallbackAgent,

    /// <summary>Supervision 督查.</summary>
    Supervisor,

    /// <summary>Appraisal 考核.</summary>
    Appraiser,

    /// <summary>Leader in charge 分管领导.</summary>
    Leader,

    /// <summary>Runs the machine 系统管理员.</summary>
    SystemAdmin,

    /// <summary>Grants rights 安全管理员.</summary>
    SecurityAdmin,

    /// <summary>Reads the audit log 审计员.</summary>
    Auditor,

    /// <summary>Somebody of a partner bank 合作银行: of the house it sees what enterprises released to its bank, and nothing else.</summary>
    Bank,

    /// <summary>The system itself: jobs and clocks.</summary>
    System,
}
