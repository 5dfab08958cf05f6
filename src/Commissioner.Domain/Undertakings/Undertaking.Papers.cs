using Commissioner.Domain.Calendars;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Departments;
using Commissioner.Domain.People;

namespace Commissioner.Domain.Undertakings;

/// <summary>What is said with a move of a promised paper.</summary>
/// <param name="Words">What is handed in, what is wrong, what is ordered, why.</param>
/// <param name="Proof">A file came with it.</param>
public sealed record PaperSaying(string? Words = null, bool Proof = false);

public sealed partial class Undertaking
{
    private readonly List<PaperPromise> _papers = [];

    /// <summary>Papers that are or were lacking against a promise.</summary>
    public IReadOnlyList<PaperPromise> Papers => _papers;

    /// <summary>For how many months a broken promise excludes, by its template's version.</summary>
    public int ExcludedMonths { get; private set; }

    /// <summary>The papers of a node that this person may promise now.</summary>
    public IEnumerable<string> MayPromise(UndertakingNode node, Actor actor) =>
        Status == UndertakingStatus.Running
        && actor.Is(Role.EnterpriseOwner)
        && actor.EnterpriseId == EnterpriseId
        && node.Status is NodeStatus.Ready or NodeStatus.Refused or NodeStatus.Correcting
            ? node.MayLack.Select(l => TemplatePaper.Read(l).Name).Where(n => !IsPromised(node, n))
            : [];

    /// <summary>The owner signs that papers of a node follow. Who broke a promise does not give another until its day.</summary>
    /// <exception cref="RuleBroken"><see cref="UndertakingRules.ExcludedFromPromises"/> with what was broken and until when.</exception>
    public void SignPromise(
        string code,
        IReadOnlyCollection<string> papers,
        PromiseExclusion? exclusion,
        Promises promises,
        Actor by,
        DateTimeOffset now
    )
    {
        DemandRunning();
        DemandPromisor(by, exclusion);
        var node = Node(code);
        if (node.Status is not (NodeStatus.Ready or NodeStatus.Refused or NodeStatus.Correcting))
        {
            throw new RuleBroken(UndertakingRules.NodeOutOfOrder);
        }

        if (papers.Count == 0)
        {
            throw new RuleBroken(UndertakingRules.PapersMissing, "—") { Field = "papers" };
        }

        foreach (var paper in papers.Distinct())
        {
            Promise(node, paper, promises, by, now);
        }
    }

    /// <summary>The moves of a promised paper that this person may make now.</summary>
    public IEnumerable<PaperMove> Can(PaperPromise paper, Actor actor, DateTimeOffset now) =>
        PaperWorkflow
            .Table.Where(r => r.From.Contains(paper.Status) && IsParty(actor, r, paper))
            .Where(r => RevokedAt is null || IsMajeure(r.Move))
            .Where(r =>
                r.Move switch
                {
                    PaperMove.Revoke => !paper.MajeureWaits && CorrectionOf(paper) is { } c && now > c.DueAt,
                    PaperMove.ClaimMajeure => paper.Majeure is null,
                    PaperMove.GrantMajeure or PaperMove.RefuseMajeure => paper.MajeureWaits && IsAnother(actor, paper),
                    _ => true,
                }
            )
            .Select(r => r.Move);

    /// <summary>Moves a promised paper.</summary>
    /// <exception cref="NotFound">There is none.</exception>
    public void MovePaper(Id<PaperPromise> id, PaperMove move, PaperSaying saying, Promises promises, Actor by, DateTimeOffset now)
    {
        var paper = _papers.Find(p => p.Id == id) ?? throw new NotFound();
        var row = PaperWorkflow.Row(move);
        if (!IsMajeure(move))
        {
            DemandLive();
        }

        if (!IsParty(by, row, paper))
        {
            throw new RuleBroken(UndertakingRules.NodeIsAnothers)
            {
                Could = row.Who switch
                {
                    PaperParty.Enterprise => [Role.EnterpriseOwner],
                    PaperParty.Department => [Role.DepartmentLiaison],
                    _ => [Role.TriageDesk, Role.Supervisor],
                },
            };
        }

        if (!row.From.Contains(paper.Status))
        {
            throw new RuleBroken(UndertakingRules.PaperOutOfOrder);
        }

        if (move is not (PaperMove.Verify or PaperMove.Supply or PaperMove.GrantMajeure))
        {
            Within(saying.Words, 1000, UndertakingRules.NodeWordsMissing, "words");
        }
        else if (saying.Words?.Trim().Characters() > 1000)
        {
            throw new RuleBroken(UndertakingRules.NodeWordsMissing) { Field = "words" };
        }

        var (node, role, words) = (Node(paper.NodeCode), by.Roles[0], string.IsNullOrWhiteSpace(saying.Words) ? null : saying.Words.Trim());
        switch (move)
        {
            case PaperMove.Supply:
                // A paper is handed in once, for all matters that wait for it.
                foreach (var same in _papers.FindAll(p => p.Name == paper.Name && row.From.Contains(p.Status)))
                {
                    Supply(same, Node(same.NodeCode), saying, words, promises, by, role, now);
                }

                break;
            case PaperMove.Verify:
                Verify(paper, node, words, by, role, now);
                break;
            case PaperMove.SendBack:
                SendBack(paper, node, words!, promises, by, role, now);
                break;
            case PaperMove.OrderCorrection:
                Order(paper, node, words!, promises, by, role, now);
                break;
            case PaperMove.Revoke:
                Break(paper, node, words!, promises, by, role, now);
                break;
            case PaperMove.ClaimMajeure:
                Claim(paper, node, words!, saying, by, role, now);
                break;
            default:
                Decide(paper, node, move == PaperMove.GrantMajeure, words, promises, by, role, now);
                break;
        }
    }

    private static bool IsMajeure(PaperMove move) => move is PaperMove.ClaimMajeure or PaperMove.GrantMajeure or PaperMove.RefuseMajeure;

    private static bool IsAnother(Actor by, PaperPromise paper) =>
        by.Id != paper.MajeureById && by.Id != paper.JudgedById && by.Id != paper.SignedById;

    private bool IsPromised(UndertakingNode node, string name) =>
        _papers.Exists(p => p.NodeCode == node.Code && p.Name == name && (p.IsOpen || p.Status == PaperStatus.Verified));

    private bool IsParty(Actor by, PaperRow row, PaperPromise paper) =>
        row.Who switch
        {
            PaperParty.Enterprise => (by.EnterpriseId == EnterpriseId && by.Is(Role.EnterpriseOwner, Role.EnterpriseUser))
                || (
                    row.Move == PaperMove.Supply
                    && Authority.HasFlag(Authority.Submit)
                    && by.Is(NodeParty.Agent, this, Node(paper.NodeCode))
                ),
            PaperParty.Department => by.Is(NodeParty.Department, this, Node(paper.NodeCode)),
            _ => by.Is(Role.TriageDesk, Role.Supervisor),
        };

    private void DemandPromisor(Actor by, PromiseExclusion? exclusion)
    {
        if (!by.Is(Role.EnterpriseOwner) || by.EnterpriseId != EnterpriseId)
        {
            throw new RuleBroken(UndertakingRules.OwnerPromises) { Could = [Role.EnterpriseOwner] };
        }

        if (exclusion is { } broken)
        {
            throw new RuleBroken(UndertakingRules.ExcludedFromPromises, broken.Number, broken.PaperName, broken.Until) { Field = "papers" };
        }
    }

    private void Promise(UndertakingNode node, string name, Promises promises, Actor by, DateTimeOffset now)
    {
        if (IsPromised(node, name) || node.LackOf(name) is not { } within)
        {
            throw new RuleBroken(UndertakingRules.PaperMayNotLack, name) { Field = "papers" };
        }

        var paper = PaperPromise.Of(this, node, name, within, by, now);
        _papers.Add(paper);
        var clock = BeginSupply(paper, promises, by, now);
        Record(by, Role.EnterpriseOwner, now, new PaperPromised(node.Code, node.Name, node.DepartmentId, name, clock.DueAt));
    }

    private ClockOf<Undertaking> BeginSupply(PaperPromise paper, Promises promises, Actor by, DateTimeOffset now)
    {
        var clock = Begin(promises.MakeWithin(PromiseKind.PaperSupply, paper.Within, now, CalendarCode), paper.Id.Value, ++paper.Cycle, by);
        (paper.Status, paper.DueAt) = (PaperStatus.Owed, clock.DueAt);
        return clock;
    }

    private ClockOf<Undertaking>? ClockOf(PaperPromise paper, params PromiseKind[] kinds) =>
        _clocks.Find(c => c.SubjectId == paper.Id.Value && kinds.Contains(c.Kind) && c.IsRunning);

    private ClockOf<Undertaking>? CorrectionOf(PaperPromise paper) => ClockOf(paper, PromiseKind.PaperCorrection);

    private void Supply(
        PaperPromise paper,
        UndertakingNode node,
        PaperSaying saying,
        string? words,
        Promises promises,
        Actor by,
        Role role,
        DateTimeOffset now
    )
    {
        if (!saying.Proof && words is null)
        {
            throw new RuleBroken(UndertakingRules.SupplyIsNothing) { Field = "words" };
        }

        ClockOf(paper, PromiseKind.PaperSupply, PromiseKind.PaperCorrection)!.Pause(by, now, nameof(PaperMove.Supply));
        (paper.SuppliedFrom, paper.Status, paper.SuppliedAt, paper.Words) = (paper.Status, PaperStatus.Supplied, now, words);
        var look = Begin(
            promises.Make(PromiseKind.PaperVerification, Urgency.Ordinary, now, calendar: CalendarCode),
            paper.Id.Value,
            ++paper.Supplies,
            by
        );
        Record(by, role, now, new PaperSupplied(node.Code, node.Name, node.DepartmentId, paper.Name, look.DueAt));
    }

    private void Verify(PaperPromise paper, UndertakingNode node, string? words, Actor by, Role role, DateTimeOffset now)
    {
        ClockOf(paper, PromiseKind.PaperVerification)!.Stop(by, now);
        ClockOf(paper, PromiseKind.PaperSupply, PromiseKind.PaperCorrection)!.Stop(by, now);
        (paper.Status, paper.SuppliedFrom, paper.VerifiedAt, paper.Words) = (PaperStatus.Verified, null, now, words);
        Record(by, role, now, new PaperVerified(node.Code, node.Name, node.DepartmentId, paper.Name));
    }

    private void SendBack(
        PaperPromise paper,
        UndertakingNode node,
        string words,
        Promises promises,
        Actor by,
        Role role,
        DateTimeOffset now
    )
    {
        ClockOf(paper, PromiseKind.PaperVerification)!.Stop(by, now);
        var owed = ClockOf(paper, PromiseKind.PaperSupply, PromiseKind.PaperCorrection)!;
        owed.Resume(promises, by, now);
        (paper.Status, paper.SuppliedFrom, paper.Words) = (paper.SuppliedFrom!.Value, null, words);
        Record(by, role, now, new PaperSentBack(node.Code, node.Name, node.DepartmentId, paper.Name, words, owed.DueAt));
    }

    private void Order(PaperPromise paper, UndertakingNode node, string words, Promises promises, Actor by, Role role, DateTimeOffset now)
    {
        ClockOf(paper, PromiseKind.PaperSupply)!.Lapse(now);
        (paper.Status, paper.Words, paper.JudgedById) = (PaperStatus.Ordered, words, by.Id);
        var correction = Begin(
            promises.Make(PromiseKind.PaperCorrection, Urgency.Ordinary, now, calendar: CalendarCode),
            paper.Id.Value,
            paper.Cycle,
            by
        );
        Record(by, role, now, new PaperCorrectionOrdered(node.Code, node.Name, node.DepartmentId, paper.Name, words, correction.DueAt));
    }

    private void Break(PaperPromise paper, UndertakingNode node, string words, Promises promises, Actor by, Role role, DateTimeOffset now)
    {
        if (paper.MajeureWaits)
        {
            throw new RuleBroken(UndertakingRules.MajeureWaits);
        }

        var correction = CorrectionOf(paper)!;
        if (now <= correction.DueAt)
        {
            throw new RuleBroken(UndertakingRules.CorrectionStillRuns, correction.DueAt);
        }

        correction.Lapse(now);
        var until = promises.CalendarOf(CalendarCode).DateOf(now).AddMonths(paper.ExcludedMonths);
        (paper.Status, paper.BrokenAt, paper.ExcludedUntil, paper.Words) = (PaperStatus.Broken, now, until, words);
        paper.JudgedById = by.Id;
        // What else of this node was to follow is needed no longer: the node itself is gone.
        foreach (var other in _papers.Where(p => p.NodeCode == node.Code && p.IsOpen))
        {
            _clocks.FindAll(c => c.SubjectId == other.Id.Value).ForEach(c => c.Cancel(by, now));
            other.Status = PaperStatus.Dropped;
        }

        _clocks.FindAll(c => c.SubjectId == node.Id.Value).ForEach(c => c.Cancel(by, now));
        (node.Status, node.EndedAt, node.Words, node.SuspendedFrom, node.SuspensionCause) = (NodeStatus.Revoked, now, words, null, null);
        Record(
            by,
            role,
            now,
            new PromiseBroken(node.Code, node.Name, node.Holding.Kind, null, node.DepartmentId, paper.Name, words, until)
        );
        if (Status == UndertakingStatus.Running)
        {
            SettleWhole(promises, by, now);
            Settle(promises);
        }
    }

    private void Claim(PaperPromise paper, UndertakingNode node, string words, PaperSaying saying, Actor by, Role role, DateTimeOffset now)
    {
        if (paper.Majeure is not null)
        {
            throw new RuleBroken(UndertakingRules.MajeureClaimedAlready);
        }

        if (!saying.Proof)
        {
            throw new RuleBroken(UndertakingRules.MajeureProofMissing) { Field = "attachmentIds" };
        }

        (paper.Majeure, paper.MajeureById) = (words, by.Id);
        Record(by, role, now, new MajeureClaimed(node.Code, node.Name, node.DepartmentId, paper.Name, words));
    }

    private void Decide(
        PaperPromise paper,
        UndertakingNode node,
        bool granted,
        string? words,
        Promises promises,
        Actor by,
        Role role,
        DateTimeOffset now
    )
    {
        if (!paper.MajeureWaits)
        {
            throw new RuleBroken(UndertakingRules.PaperOutOfOrder);
        }

        if (!IsAnother(by, paper))
        {
            throw new RuleBroken(UndertakingRules.AnotherDecides) { Could = [Role.TriageDesk, Role.Supervisor] };
        }

        (paper.MajeureDecidedAt, paper.MajeureGranted) = (now, granted);
        DateTimeOffset? dueAt = null;
        if (granted && paper.Status == PaperStatus.Broken)
        {
            paper.Status = PaperStatus.Excused;
        }
        else if (granted)
        {
            // The whole time anew, from the decision on.
            _clocks.FindAll(c => c.SubjectId == paper.Id.Value).ForEach(c => c.Cancel(by, now));
            dueAt = BeginSupply(paper, promises, by, now).DueAt;
        }

        Record(
            by,
            role,
            now,
            granted
                ? new MajeureGranted(node.Code, node.Name, node.DepartmentId, paper.Name, dueAt)
                : new MajeureRefused(node.Code, node.Name, node.DepartmentId, paper.Name, words!)
        );
    }

    // A day that passed is noted; what follows from it a person decides.
    private void Raise(PaperPromise paper, PromiseClock clock, Step step, DateTimeOffset now)
    {
        var node = Node(paper.NodeCode);
        if (step.Level == PromiseLevel.Overdue && clock.Kind == PromiseKind.PaperSupply && paper.Status == PaperStatus.Owed)
        {
            paper.Status = PaperStatus.Overdue;
        }

        Record(
            Actor.System,
            Role.System,
            now,
            new PaperLate(node.Code, node.Name, node.DepartmentId, paper.Name, clock.Kind, clock.DueAt, step.Level, step.Tells)
        );
    }
}
