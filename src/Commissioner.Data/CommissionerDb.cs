using System.Data;
using System.Data.Common;
using System.Linq.Expressions;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Commissioner.Data.Mapping;
using Commissioner.Data.Sealing;
using Commissioner.Domain;
using Commissioner.Domain.Appraisals;
using Commissioner.Domain.Benefits;
using Commissioner.Domain.Calendars;
using Commissioner.Domain.Callbacks;
using Commissioner.Domain.Calls;
using Commissioner.Domain.Cases;
using Commissioner.Domain.Catalogue;
using Commissioner.Domain.Clocks;
using Commissioner.Domain.Commissioners;
using Commissioner.Domain.Departments;
using Commissioner.Domain.Duties;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.FaultReviews;
using Commissioner.Domain.Financing;
using Commissioner.Domain.Notes;
using Commissioner.Domain.Offerings;
using Commissioner.Domain.People;
using Commissioner.Domain.Phrases;
using Commissioner.Domain.Remedies;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Retention;
using Commissioner.Domain.Satisfaction;
using Commissioner.Domain.Tips;
using Commissioner.Domain.Told;
using Commissioner.Domain.Undertakings;
using Commissioner.Domain.Visits;
using Commissioner.Domain.Watches;
using Commissioner.Domain.Whistles;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Commissioner.Data;

/// <summary>All that is remembered. One small subclass per engine holds the engine's quirks.</summary>
public abstract partial class CommissionerDb(DbContextOptions options) : DbContext(options), IDataProtectionKeyContext
{
    public DbSet<Case> Cases => Set<Case>();

    public DbSet<Enterprise> Enterprises => Set<Enterprise>();

    /// <summary>Ended assignments.</summary>
    public DbSet<Assignment> Assignments => Set<Assignment>();

    /// <summary>Parks and sub-parks.</summary>
    public DbSet<Park> Parks => Set<Park>();

    public DbSet<Department> Departments => Set<Department>();

    /// <summary>Persons.</summary>
    public DbSet<Person> People => Set<Person>();

    public DbSet<ServiceCommissioner> ServiceCommissioners => Set<ServiceCommissioner>();

    /// <summary>Ties that were declared.</summary>
    public DbSet<DeclaredTie> Ties => Set<DeclaredTie>();

    /// <summary>Commissioners' leaves.</summary>
    public DbSet<Leave> Leaves => Set<Leave>();

    /// <summary>Legs of whistles, to read.</summary>
    public DbSet<Leg> Legs => Set<Leg>();

    /// <summary>The routing catalogue's items, in all their versions.</summary>
    public DbSet<CatalogueItem> CatalogueItems => Set<CatalogueItem>();

    /// <summary>Changes of the catalogue that upheld objections propose.</summary>
    public DbSet<CatalogueProposal> CatalogueProposals => Set<CatalogueProposal>();

    /// <summary>Supervision orders, to read.</summary>
    public DbSet<SupervisionOrder> SupervisionOrders => Set<SupervisionOrder>();

    /// <summary>Conferences about whistles, to read.</summary>
    public DbSet<Conference> Conferences => Set<Conference>();

    /// <summary>Clocks of promises.</summary>
    public DbSet<PromiseClock> Clocks => Set<PromiseClock>();

    /// <summary>Clocks of promises of cases.</summary>
    public DbSet<ClockOf<Case>> CaseClocks => Set<ClockOf<Case>>();

    /// <summary>What happened to clocks.</summary>
    public DbSet<ClockEvent> ClockEvents => Set<ClockEvent>();

    /// <summary>Calendars beside the one that is shipped, in all their versions.</summary>
    public DbSet<StoredCalendar> Calendars => Set<StoredCalendar>();

    /// <summary>Policies after the first, in all their versions.</summary>
    public DbSet<StoredPolicy> Policies => Set<StoredPolicy>();

    /// <summary>Promises carried over to other versions.</summary>
    public DbSet<Rebase> Rebases => Set<Rebase>();

    /// <summary>Levels raised.</summary>
    public DbSet<Firing> Firings => Set<Firing>();

    public DbSet<Rating> Ratings => Set<Rating>();

    /// <summary>Invitations to rate.</summary>
    public DbSet<RatingInvitation> RatingInvitations => Set<RatingInvitation>();

    /// <summary>Call-backs.</summary>
    public DbSet<CallbackTask> Callbacks => Set<CallbackTask>();

    /// <summary>To which seats calls opened cases.</summary>
    public DbSet<CaseOpening> CaseOpenings => Set<CaseOpening>();

    /// <summary>Calls to the hotline.</summary>
    public DbSet<Call> Calls => Set<Call>();

    /// <summary>What carriers recorded of calls.</summary>
    public DbSet<CallRecording> CallRecordings => Set<CallRecording>();

    /// <summary>Who is on duty when.</summary>
    public DbSet<DutyShift> DutyShifts => Set<DutyShift>();

    /// <summary>What those who follow on duty must know.</summary>
    public DbSet<DutyNote> DutyNotes => Set<DutyNote>();

    /// <summary>Poor ratings on their way.</summary>
    public DbSet<PoorRating> PoorRatings => Set<PoorRating>();

    /// <summary>What enterprises said they were pressed to.</summary>
    public DbSet<Incident> Incidents => Set<Incident>();

    /// <summary>Visits, inspections and penalties that departments report.</summary>
    public DbSet<ReportedVisit> ReportedVisits => Set<ReportedVisit>();

    /// <summary>Visits to enterprises, planned and asked for.</summary>
    public DbSet<Visit> Visits => Set<Visit>();

    /// <summary>What visits found.</summary>
    public DbSet<VisitFinding> VisitFindings => Set<VisitFinding>();

    /// <summary>Policies that support enterprises.</summary>
    public DbSet<SupportPolicy> SupportPolicies => Set<SupportPolicy>();

    /// <summary>What is known of enterprises, label by label.</summary>
    public DbSet<EnterpriseProfile> EnterpriseProfiles => Set<EnterpriseProfile>();

    public DbSet<EnterpriseLabel> EnterpriseLabels => Set<EnterpriseLabel>();

    /// <summary>Which enterprises meet which policies.</summary>
    public DbSet<BenefitMatch> BenefitMatches => Set<BenefitMatch>();

    /// <summary>Claims of policies, to the payment.</summary>
    public DbSet<BenefitClaim> BenefitClaims => Set<BenefitClaim>();

    /// <summary>Partner banks.</summary>
    public DbSet<Bank> Banks => Set<Bank>();

    /// <summary>Who belongs to which bank.</summary>
    public DbSet<Banker> Bankers => Set<Banker>();

    /// <summary>What commissioner, office and supervision say of cases among themselves.</summary>
    public DbSet<CaseNote> CaseNotes => Set<CaseNote>();

    /// <summary>Who wants to be told of which case.</summary>
    public DbSet<CaseFollower> CaseFollowers => Set<CaseFollower>();

    /// <summary>What is written again and again.</summary>
    public DbSet<Phrase> Phrases => Set<Phrase>();

    public DbSet<FinancingNeed> FinancingNeeds => Set<FinancingNeed>();

    /// <summary>What banks were shown of needs, and what they answered.</summary>
    public DbSet<FinancingPush> FinancingPushes => Set<FinancingPush>();

    /// <summary>Remedies for many like cases.</summary>
    public DbSet<Remedy> Remedies => Set<Remedy>();

    /// <summary>Cases that remedies stand for.</summary>
    public DbSet<RemedyCase> RemedyCases => Set<RemedyCase>();

    /// <summary>What enterprises offer and seek.</summary>
    public DbSet<Offering> Offerings => Set<Offering>();

    /// <summary>Enterprises that are brought together.</summary>
    public DbSet<Introduction> Introductions => Set<Introduction>();

    /// <summary>Where staff has signed in from lately.</summary>
    public DbSet<StaffTrace> StaffTraces => Set<StaffTrace>();

    /// <summary>Secret keys.</summary>
    public DbSet<Seal> Seals => Set<Seal>();

    /// <summary>What counts, one thing a row.</summary>
    public DbSet<Fact> Facts => Set<Fact>();

    /// <summary>What counts of a unit on a day.</summary>
    public DbSet<AppraisalSum> AppraisalSums => Set<AppraisalSum>();

    /// <summary>By what scores are made, beside the first.</summary>
    public DbSet<ScorePolicy> ScorePolicies => Set<ScorePolicy>();

    /// <summary>Figures as they were published.</summary>
    public DbSet<Publication> Publications => Set<Publication>();

    /// <summary>How far the log has been read.</summary>
    public DbSet<AppraisalProgress> AppraisalProgress => Set<AppraisalProgress>();

    /// <summary>What is left out of scores.</summary>
    public DbSet<Exclusion> Exclusions => Set<Exclusion>();

    /// <summary>Whether commissioners did wrong.</summary>
    public DbSet<FaultReview> FaultReviews => Set<FaultReview>();

    public DbSet<Replacement> Replacements => Set<Replacement>();

    /// <summary>What happened.</summary>
    public DbSet<TimelineEntry> Timeline => Set<TimelineEntry>();

    /// <summary>Files.</summary>
    public DbSet<Attachment> Attachments => Set<Attachment>();

    /// <summary>Commands carried out under a client's key.</summary>
    public DbSet<CarriedOut> CarriedOut => Set<CarriedOut>();

    /// <summary>Notices to persons.</summary>
    public DbSet<Notice> Notices => Set<Notice>();

    /// <summary>Job heartbeats.</summary>
    public DbSet<Heartbeat> Heartbeats => Set<Heartbeat>();

    /// <summary>Rows that could not be worked on.</summary>
    public DbSet<SetAsideRow> SetAside => Set<SetAsideRow>();

    /// <summary>Clocks that are not what their events say.</summary>
    public DbSet<Drift> Drifts => Set<Drift>();

    /// <summary>What is wrong with the machine.</summary>
    public DbSet<EngineAlarm> EngineAlarms => Set<EngineAlarm>();

    /// <summary>Times in which no sweep ran.</summary>
    public DbSet<Outage> Outages => Set<Outage>();

    /// <summary>Forms whose session had ended.</summary>
    public DbSet<Draft> Drafts => Set<Draft>();

    /// <summary>The keys by which sessions and links are sealed: every node has the same.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public DbSet<Account> Accounts => Set<Account>();

    /// <summary>Who accepted which notice of personal information.</summary>
    public DbSet<NoticeAcceptance> NoticeAcceptances => Set<NoticeAcceptance>();

    /// <summary>Passwords that are not taken again soon.</summary>
    public DbSet<EarlierPassword> EarlierPasswords => Set<EarlierPassword>();

    /// <summary>Codes that let in once in an authenticator's place.</summary>
    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

    /// <summary>Keys that people's devices keep.</summary>
    public DbSet<Passkey> Passkeys => Set<Passkey>();

    /// <summary>What passkeys were asked to sign and nobody has answered.</summary>
    public DbSet<PasskeyChallenge> PasskeyChallenges => Set<PasskeyChallenge>();

    /// <summary>Codes that were sent to phones.</summary>
    public DbSet<SignInCode> SignInCodes => Set<SignInCode>();

    /// <summary>What staff was given to hold, and what waits for a second person.</summary>
    public DbSet<RoleChange> RoleChanges => Set<RoleChange>();

    /// <summary>Who is to become a person of an enterprise, and who did.</summary>
    public DbSet<Invitation> Invitations => Set<Invitation>();

    /// <summary>Lost second factors that were reset, and what waits for a second person.</summary>
    public DbSet<FactorReset> FactorResets => Set<FactorReset>();

    /// <summary>Roles that are lent in an emergency, and what waits for a second person.</summary>
    public DbSet<EmergencyAccess> EmergencyAccesses => Set<EmergencyAccess>();

    /// <summary>Anonymous reports to supervision.</summary>
    public DbSet<Tip> Tips => Set<Tip>();

    /// <summary>Who asked for such codes lately.</summary>
    public DbSet<SignInTally> SignInTallies => Set<SignInTally>();

    /// <summary>How much was done lately of what is done only so often.</summary>
    public DbSet<LimitCount> LimitCounts => Set<LimitCount>();

    /// <summary>Keys of programs.</summary>
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    /// <summary>Messages on their way, and what became of them.</summary>
    public DbSet<Delivery> Deliveries => Set<Delivery>();

    /// <summary>How kinds of messages are told, where the office decided.</summary>
    public DbSet<ToldRule> ToldRules => Set<ToldRule>();

    /// <summary>The office's own words for messages.</summary>
    public DbSet<ToldWords> ToldWords => Set<ToldWords>();

    /// <summary>Lists of cases as people keep them.</summary>
    public DbSet<SavedView> SavedViews => Set<SavedView>();

    /// <summary>How people want to be told.</summary>
    public DbSet<ToldChoice> ToldChoices => Set<ToldChoice>();

    /// <summary>Who agreed to be told where.</summary>
    public DbSet<Consent> Consents => Set<Consent>();

    /// <summary>What gateways called back with.</summary>
    public DbSet<Receipt> Receipts => Set<Receipt>();

    /// <summary>How channels fare.</summary>
    public DbSet<ChannelState> ChannelStates => Set<ChannelState>();

    /// <summary>Providers' tokens for calling them.</summary>
    public DbSet<AccessToken> AccessTokens => Set<AccessToken>();

    /// <summary>Other systems that are told of events.</summary>
    public DbSet<Webhook> Webhooks => Set<Webhook>();

    /// <summary>What they were told.</summary>
    public DbSet<WebhookAttempt> WebhookAttempts => Set<WebhookAttempt>();

    /// <summary>Who is known by a sign-in elsewhere.</summary>
    public DbSet<ExternalLogin> ExternalLogins => Set<ExternalLogin>();

    /// <summary>Who signed in, and until when that counts.</summary>
    public DbSet<Session> Sessions => Set<Session>();

    /// <summary>What people ask about their personal information.</summary>
    public DbSet<PersonalRequest> PersonalRequests => Set<PersonalRequest>();

    /// <summary>For how long what is personal is kept, beside the first policy.</summary>
    public DbSet<RetentionPolicy> RetentionPolicies => Set<RetentionPolicy>();

    /// <summary>What must not be erased.</summary>
    public DbSet<LegalHold> LegalHolds => Set<LegalHold>();

    /// <summary>What was erased.</summary>
    public DbSet<Erasure> Erasures => Set<Erasure>();

    /// <summary>Sealed packages of closed cases.</summary>
    public DbSet<ArchivePackage> ArchivePackages => Set<ArchivePackage>();

    /// <summary>What enterprises entrusted.</summary>
    public DbSet<Undertaking> Undertakings => Set<Undertaking>();

    /// <summary>Nodes of undertakings, to read.</summary>
    public DbSet<UndertakingNode> UndertakingNodes => Set<UndertakingNode>();

    /// <summary>Papers of undertakings' nodes that were promised, to read.</summary>
    public DbSet<PaperPromise> PaperPromises => Set<PaperPromise>();

    /// <summary>Which file is which paper of a node.</summary>
    public DbSet<UndertakingFile> UndertakingFiles => Set<UndertakingFile>();

    /// <summary>What undertakings consist of, in all versions.</summary>
    public DbSet<UndertakingTemplate> UndertakingTemplates => Set<UndertakingTemplate>();

    /// <summary>Who did or tried what.</summary>
    public DbSet<AuditEntry> AuditLog => Set<AuditEntry>();

    /// <summary>By which the personal data in it is encrypted.</summary>
    public FieldKeys Keys { get; } = options.FieldKeysOf();

    /// <summary>
    /// False while it reads for somebody to whom no confidential case exists: no query finds one then, whatever it joins or counts. Each scope
    /// begins with true, which is the machine's.
    /// </summary>
    public bool FindsConfidential { get; set; } = true;

    // See TypedText.Characters.
    private const int UnitsEach = 4;

    /// <summary>Whether a transaction is under way, outside of which no statement may run.</summary>
    internal bool IsWithin { get; set; }

    /// <summary>Whether EF Core is saving, and may begin a transaction by itself.</summary>
    internal bool IsSaving { get; private set; }

    /// <summary>Begins several statements that are stored together or not at all; within others that were begun so, they are a part of those.</summary>
    public async Task<OneTransaction> BeginAsync(
        CancellationToken cancellationToken,
        IsolationLevel isolation = IsolationLevel.Unspecified
    ) =>
        Database.CurrentTransaction is { } around
            ? new(this, around, ends: false)
            : new(this, await Database.BeginTransactionAsync(isolation, cancellationToken), ends: true);

    /// <summary>
    /// Saves everything in one transaction, and gives filed cases their number, in the order in which they were filed, as its last act: the
    /// counter stays locked for no longer than that.
    /// </summary>
    /// <exception cref="DbUpdateException">See <see cref="IsConflict"/>.</exception>
    public async Task StoreAsync(CancellationToken cancellationToken)
    {
        // Looked through once: each look compares all that was read with what it was.
        var added = ChangeTracker.Entries().Where(e => e.State == EntityState.Added).ToList();
        var filed = added
            .Select(e => e.Entity)
            .OfType<Case>()
            .Where(c => c.Number is null)
            .OrderBy(c => c.SubmittedAt)
            .Select(c => Entry(c))
            .ToList();
        var unread = this.DemandStay(added.Select(e => e.Entity));
        if (filed.Count == 0 && unread.Count == 0)
        {
            await SaveChangesAsync(cancellationToken);
            return;
        }

        await using var transaction = await BeginAsync(cancellationToken);
        foreach (var enterprise in unread)
        {
            if (!await this.HoldAsync(enterprise, cancellationToken))
            {
                throw new DbUpdateConcurrencyException("The enterprise merged or left while something was begun for it.");
            }
        }

        await SaveChangesAsync(cancellationToken);
        foreach (var entry in filed)
        {
            var (park, code, day) = entry.Entity.Numbering!;
            var number = entry.Property(c => c.Number);
            number.CurrentValue = number.OriginalValue = await NumberAsync(entry.Entity.Id, park, code, day, cancellationToken);
            number.IsModified = false;
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var within = IsWithin;
        IsSaving = true;
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        catch (InvalidOperationException advice) when (advice.InnerException is DbUpdateException)
        {
            // EF Core wraps a deadlock into an exception that advises a retrying strategy. The caller retries by itself and knows the inner
            // exception.
            ExceptionDispatchInfo.Throw(advice.InnerException);
            throw;
        }
        finally
        {
            (IsSaving, IsWithin) = (false, within);
        }
    }

    /// <summary>
    /// Gives a stored case the next number of its park's day: <c>CODE-yyyyMMdd-0001</c>. Gap-free, because the counter's row stays locked
    /// until the commit.
    /// </summary>
    public abstract Task<string> NumberAsync(Id<Case> @case, Id<Park> park, string code, DateOnly day, CancellationToken cancellationToken);

    /// <summary>
    /// Clocks with something to raise at <paramref name="now"/>, locked until the transaction ends; those that another node holds are
    /// passed over.
    /// </summary>
    public abstract IQueryable<PromiseClock> DueClocks(DateTimeOffset now, int most);

    /// <summary>
    /// Notices that are shown by <paramref name="now"/> and not planned, in their order, locked until the transaction ends; those that another
    /// node holds are passed over.
    /// </summary>
    public abstract IQueryable<Notice> UnplannedNotices(DateTimeOffset now, int most);

    /// <summary>
    /// Deliveries whose next try has come, by one of these channels, or that have expired; none while an earlier one of its line is on its
    /// way. Locked until the transaction ends; those that another node holds are passed over.
    /// </summary>
    public abstract IQueryable<Delivery> DueDeliveries(DateTimeOffset now, IReadOnlyCollection<string> channels, int most);

    /// <summary>Clocks of these cases, replacements and others that have not ended, locked until the transaction ends.</summary>
    public abstract IQueryable<PromiseClock> OpenClocks(Guid[] owners);

    /// <summary>The re-base to be carried on with, locked until the transaction ends; none while another node is at it.</summary>
    public abstract IQueryable<Rebase> RunningRebase();

    /// <summary>
    /// Timeline entries whose consequences are not planned yet, but for those of subjects that are set aside, locked until the transaction
    /// ends.
    /// </summary>
    public abstract IQueryable<TimelineEntry> Unreacted(DateTimeOffset now, int most);

    /// <summary>How late levels were raised since an instant.</summary>
    public abstract Task<Lateness> LatenessAsync(DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Holds all others off who ask for this as well, until it is disposed of; makes the database where there is none yet.</summary>
    public async Task<IAsyncDisposable> AloneAsync()
    {
        var creator = this.GetService<IRelationalDatabaseCreator>();
        try
        {
            if (!await creator.ExistsAsync())
            {
                await creator.CreateAsync();
                foreach (var setting in await LacksAsync(CancellationToken.None))
                {
                    await Database.ExecuteSqlRawAsync(setting);
                }
            }
        }
        catch (Exception failed) when (failed is DbException or InvalidOperationException { InnerException: DbException })
        {
            // Another one may have made it at the same instant; where it is not that, opening it says what is wrong.
        }

        await Database.OpenConnectionAsync();
        // As long as the other one takes: a migration may outlast what a statement is usually waited for.
        var usual = Database.GetCommandTimeout();
        Database.SetCommandTimeout(TimeSpan.FromHours(1));
        await Database.ExecuteSqlRawAsync(Alone.Take);
        Database.SetCommandTimeout(usual);
        return new Held(this);
    }

    /// <summary>The statements by which whoever may do so must set the database before the product works on it; none where it is set.</summary>
    public virtual Task<IReadOnlyList<string>> LacksAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>At which all statements of a transaction read one instant, and nobody waits for it.</summary>
    public virtual IsolationLevel OneInstant => IsolationLevel.RepeatableRead;

    /// <summary>What time the database has: the one clock that all nodes share.</summary>
    public abstract Task<DateTimeOffset> NowAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Removes the audit log's rows up to a number, by the one way that the database lets them go; it still refuses what is too young.
    /// </summary>
    public abstract Task<int> RemoveAuditAsync(long upTo, CancellationToken cancellationToken);

    /// <summary>
    /// Stores the places that these rows of the audit log were given in its chain, all or none, by the one way that the database lets them change.
    /// </summary>
    /// <returns>False where another node was quicker: none is stored.</returns>
    public Task<bool> ChainAsync(IReadOnlyList<AuditEntry> rows, CancellationToken cancellationToken) =>
        ChainAsync(
            JsonSerializer.Serialize(
                rows.Select(r => new
                {
                    id = r.Id,
                    number = r.Number,
                    previous = r.Previous,
                    hash = r.Hash,
                })
            ),
            cancellationToken
        );

    /// <summary>
    /// Counts so many more in this minute, by one statement. A node whose clock is a minute behind counts in the one that has begun.
    /// </summary>
    /// <returns>How many it has come to.</returns>
    public abstract Task<long> TakeAsync(string mark, DateTimeOffset minute, int many, CancellationToken cancellationToken);

    /// <summary>Adds to the sums of units and days, where there are none yet too: one statement for all of them.</summary>
    /// <param name="marks">As JSON, a list of objects: kind, unit, part, day, measure, why, halves, n; each sum once.</param>
    /// <param name="cancellationToken">To give up.</param>
    public abstract Task AddToSumsAsync(string marks, CancellationToken cancellationToken);

    /// <summary>True for the engine's own way to say that a unique key was taken or a serialization failed: a lost update.</summary>
    public abstract bool IsConflict(DbUpdateException exception);

    /// <summary>
    /// True where somebody else was quicker, however the engine says it: a deadlock may come while rows are locked, and a deferred constraint
    /// at the commit. Nothing was stored, and doing it again helps.
    /// </summary>
    public bool IsConflict(Exception exception) =>
        exception is DbUpdateException update
            ? IsConflict(update)
            : IsConflict(
                new DbUpdateException("", exception is InvalidOperationException { InnerException: { } inner } ? inner : exception)
            );

    /// <summary>The engine's way to store places of the audit log's chain: a JSON list of id, number, previous and hash.</summary>
    protected abstract Task<bool> ChainAsync(string places, CancellationToken cancellationToken);

    /// <summary>The engine's way to take a lock of the session, and to give it back.</summary>
    protected abstract (string Take, string Give) Alone { get; }

    /// <summary>
    /// Rows one of whose texts is like this <see cref="TextPattern"/>, in either case. It is a parameter of the statement, never a part of it.
    /// </summary>
    public Expression<Func<T, bool>> Like<T>(string pattern, params Expression<Func<T, string?>>[] texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var row = Expression.Parameter(typeof(T), "r");
        var parameter = Expression.Property(Expression.Constant(new { Pattern = pattern }), "Pattern");
        return Expression.Lambda<Func<T, bool>>(
            texts
                .Select(t => Like(ReplacingExpressionVisitor.Replace(t.Parameters[0], row, t.Body), parameter))
                .Aggregate(Expression.OrElse),
            row
        );
    }

    /// <summary>Cases whose title, text or place has this word in it, in either case.</summary>
    public virtual Expression<Func<Case, bool>> Says(string word) =>
        Like<Case>(TextPattern.Containing(word), c => c.Title, c => c.Description, c => c.Place);

    /// <summary>The engine's own comparison of a text with a pattern in either case, the backslash before what stands for itself.</summary>
    protected abstract Expression Like(Expression text, Expression pattern);

    /// <summary>The engine's condition of a filtered index, where it differs in quoting only.</summary>
    protected abstract string Filter(string condition);

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        foreach (
            var of in typeof(Id<>)
                .Assembly.GetTypes()
                .Concat(typeof(CommissionerDb).Assembly.GetTypes())
                .Where(t => t is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false, IsNested: false })
        )
        {
            configurationBuilder.Properties(typeof(Id<>).MakeGenericType(of)).HaveConversion(typeof(IdConverter<>).MakeGenericType(of));
        }

        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
        configurationBuilder.Properties<Level>().HaveConversion<int>();
        configurationBuilder.Properties<PromiseLevel>().HaveConversion<int>();
        configurationBuilder.Properties<Audience>().HaveConversion<int>();
        configurationBuilder.Properties<DateTimeOffset>().HavePrecision(6);
        configurationBuilder.Properties<WorkingTime>().HaveConversion<WorkingTimeConverter>().HaveMaxLength(16);
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(CommissionerDb).Assembly);
        modelBuilder.Entity<Case>().HasQueryFilter(c => !c.Confidential || FindsConfidential);
        // What sessions, tokens and authenticators are protected by is itself no use in a copy of the database.
        modelBuilder.Entity<DataProtectionKey>().Property(k => k.Xml).IsSealed();
        modelBuilder.Entity<IdentityUserClaim<Guid>>(b => b.ToTable("account_claims"));
        modelBuilder.Entity<IdentityUserLogin<Guid>>(b =>
        {
            b.ToTable("account_logins");
            b.HasKey(l => new { l.LoginProvider, l.ProviderKey });
        });
        modelBuilder.Entity<IdentityUserToken<Guid>>(b =>
        {
            b.ToTable("account_tokens");
            b.HasKey(t => new
            {
                t.UserId,
                t.LoginProvider,
                t.Name,
            });
        });

        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties().Where(p => p.ClrType == typeof(string)))
            {
                if (property.GetMaxLength() is { } characters and > 0)
                {
                    Widen(property, characters);
                }
                else if (property.Name is not ("Facts" or "Answer" or "Content" or nameof(DataProtectionKey.Xml)))
                {
                    property.SetMaxLength(256);
                }
            }

            // Columns of a complex value are named like the row's own, without the value's name as a prefix.
            foreach (var property in entity.GetComplexProperties().SelectMany(c => c.ComplexType.GetProperties()))
            {
                property.SetColumnName(Snake(property.Name));
                if (
                    property.ClrType == typeof(string)
                    && property.IsFixedLength() != true
                    && property.GetMaxLength() is { } characters and > 0
                )
                {
                    property.SetMaxLength(UnitsEach * characters);
                }
            }

            foreach (var index in entity.GetIndexes().Where(i => i.GetFilter() is not null))
            {
                index.SetFilter(Filter(index.GetFilter()!));
            }
        }

        SealedFields.Seal(modelBuilder, Keys);
    }

    // Limits count characters as people do, of which some take several units. A key, or what an index holds of a long text, stays as it is.
    private static void Widen(IMutableProperty property, int characters)
    {
        if (property.IsFixedLength() != true && !property.IsKey() && !property.IsForeignKey() && !(property.IsIndex() && characters > 200))
        {
            property.SetMaxLength(UnitsEach * characters);
        }
    }

    private static string Snake(string name) => Humps().Replace(name, "$1_$2").ToLowerInvariant();

    [GeneratedRegex("([a-z0-9])([A-Z])")]
    private static partial Regex Humps();

    private sealed class Held(CommissionerDb db) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await db.Database.ExecuteSqlRawAsync(db.Alone.Give);
            await db.Database.CloseConnectionAsync();
        }
    }

    private sealed class WorkingTimeConverter()
        : ValueConverter<WorkingTime, string>(time => time.ToString(), text => WorkingTime.Parse(text));

    private sealed class IdConverter<T>() : ValueConverter<Id<T>, Guid>(id => id.Value, value => new Id<T>(value));
}
