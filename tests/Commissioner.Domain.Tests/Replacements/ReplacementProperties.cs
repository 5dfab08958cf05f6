using Commissioner.Domain.Cases;
using Commissioner.Domain.Enterprises;
using Commissioner.Domain.People;
using Commissioner.Domain.Replacements;
using Commissioner.Domain.Tests.Calendars;
using FsCheck;
using FsCheck.Fluent;

namespace Commissioner.Domain.Tests.Replacements;

/// <summary>
/// One active commissioner and one backup at every instant, whatever 500 enterprises do with theirs; null is the duty desk.
/// </summary>
[Parallelizable(ParallelScope.All)]
public class ReplacementProperties
{
    static readonly DateTimeOffset Registered = Given.Shanghai("2026-01-05 09:00");

    static readonly Gen<Step> Steps =
        from what in Gen.Frequency(
            (1, Gen.Constant(What.Pair)),
            (3, Gen.Constant(What.Replace)),
            (2, Gen.Constant(What.ReplaceWhoActs)),
            (3, Gen.Constant(What.Appoint)),
            (2, Gen.Constant(What.Keep)),
            (1, Gen.Constant(What.Contact))
        )
        from choice in Gen.Choose(0, 1_000_000)
        from minutes in Gen.Frequency((3, Gen.Choose(0, 120)), (1, Gen.Choose(0, 6000)))
        select new Step(what, choice, minutes);

    enum What
    {
        Pair,
        Replace,
        ReplaceWhoActs,
        Appoint,
        Keep,
        Contact,
    }

    [Test]
    public void There_is_one_active_and_one_backup_at_every_instant()
    {
        int replaced = 0,
            appointed = 0,
            kept = 0,
            overtaken = 0,
            refused = 0;
        Prop.ForAll(
                Steps.ArrayOf(20).ToArbitrary(),
                steps =>
                {
                    var town = new Town();
                    foreach (var step in steps)
                    {
                        refused += town.Take(step) ? 0 : 1;
                        town.Holds();
                    }

                    town.HistoryIsWhatWasSeen();
                    replaced += town.Replacements.Count;
                    appointed += town.Replacements.Count(r => r.SuccessorId is not null);
                    kept += town.Replacements.Count(r => r.Status == ReplacementStatus.Kept);
                    overtaken += town.Replacements.Count(r => r.Status == ReplacementStatus.Overtaken);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20261120, 9));

        // The sequences must have done all of it, or they have shown nothing.
        Assert.That(
            new[] { replaced, appointed, kept, overtaken, refused },
            Is.All.GreaterThan(150),
            $"{replaced} {appointed} {kept} {overtaken} {refused}"
        );
    }

    sealed class Town
    {
        readonly Enterprise _enterprise = A.Enterprise(Registered);
        readonly Person[] _people =
        [
            .. Enumerable
                .Range(0, 14)
                .Select(i => Person.Register(new(new(i + 1, 0, 0, new byte[8])), $"示例专员{i}", [Role.Commissioner])),
        ];
        readonly List<(DateTimeOffset At, Id<Person>? Active, Id<Person>? Backup)> _seen = [(Registered, null, null)];
        readonly HashSet<Id<Person>> _served = [];
        DateTimeOffset _now = Registered;

        public List<Replacement> Replacements { get; } = [];

        /// <summary>Takes a step at a later instant; false when it is refused, and then nothing has changed.</summary>
        public bool Take(Step step)
        {
            _now = _now.AddMinutes(step.Minutes).AddTicks(1);
            var before = (_enterprise.Version, _enterprise.Active, _enterprise.Backup, _enterprise.Past.Count);
            var (outgoing, ongoing) = (_enterprise.ActiveId, Replacements.Find(r => r.Status == ReplacementStatus.Acting));
            try
            {
                Do(step, ongoing);
            }
            catch (RuleBroken)
            {
                Assert.That((_enterprise.Version, _enterprise.Active, _enterprise.Backup, _enterprise.Past.Count), Is.EqualTo(before));
                return false;
            }

            if (step.What is What.Replace or What.ReplaceWhoActs && _enterprise.Version != before.Version)
            {
                Assert.That(_enterprise.ActiveId, Is.Not.EqualTo(outgoing), "who is replaced is gone at once");
            }

            if (step.What == What.Appoint)
            {
                Assert.That(_served, Does.Not.Contain(_enterprise.ActiveId!.Value), "nobody succeeds who served before");
            }

            if (_enterprise.ActiveId is { } serves)
            {
                _served.Add(serves);
            }

            _seen.Add((_now, _enterprise.ActiveId, _enterprise.BackupId));
            return true;
        }

        public void Holds()
        {
            Assert.That(_enterprise.ActiveId is null || _enterprise.ActiveId != _enterprise.BackupId, Is.True, "nobody is its own backup");
            Assert.That(
                Replacements.Count(r => r.Status == ReplacementStatus.Acting),
                Is.EqualTo(_enterprise.ActiveReason == AssignmentReason.Acting ? 1 : 0),
                "one successor is owed exactly while somebody acts"
            );
            Assert.That(
                Replacements.Exists(r => r.Clocks[0].IsRunning != (r.Status == ReplacementStatus.Acting)),
                Is.False,
                "the successor's clock runs exactly while one is owed"
            );
            Assert.That(Replacements.Count(r => r.Clocks.Any(k => k.IsRunning)), Is.LessThanOrEqualTo(1), "one thing is owed at a time");
            Assert.That(
                Replacements.Exists(r => r.Status == ReplacementStatus.Kept && r.Clocks.Any(k => k.IsRunning)),
                Is.False,
                "nothing is owed to who kept its commissioner"
            );
        }

        public void HistoryIsWhatWasSeen()
        {
            var (active, backup) = (Line(Duty.Active), Line(Duty.Backup));
            foreach (var (at, a, b) in _seen)
            {
                Assert.That((At(active, at), At(backup, at)), Is.EqualTo((a, b)), $"at {at:O}");
            }

            foreach (var at in active.Concat(backup).Select(x => x.From))
            {
                Assert.That(At(active, at) is null || At(active, at) != At(backup, at), Is.True, $"two people at {at:O}");
            }
        }

        void Do(Step step, Replacement? ongoing)
        {
            var person = _people[step.Choice % _people.Length];
            var candidates = _people.Select(p => A.Candidate(p, load: (step.Choice + p.Name.Length) % 11)).ToList();
            switch (step.What)
            {
                case What.Pair:
                    var backup = _people[step.Choice / 100 % _people.Length];
                    _enterprise.Pair(person, step.Choice % 5 == 0 ? null : backup, A.Office, _now);
                    break;
                // Pressed again while a successor is owed, the button changes nothing; a poor rating replaces who acts.
                case What.Replace when ongoing is not null:
                    break;
                case What.Replace or What.ReplaceWhoActs:
                    Replacements.Add(
                        Replacement.Begin(
                            _enterprise,
                            ReplacementTrigger.Button,
                            null,
                            new(candidates, null, ongoing ?? Replacements.Find(r => r.Clocks.Any(k => k.IsRunning))),
                            A.Promises,
                            A.Actor(Role.EnterpriseOwner, _enterprise.Id),
                            _now
                        )
                    );
                    break;
                case What.Appoint:
                    var owed = Pick(step) ?? throw new RuleBroken(ReplacementRules.ReplacementEnded);
                    var successor =
                        step.Choice % 2 == 0 && owed.ProposedId is { } proposed ? _people.Single(p => p.Id == proposed) : person;
                    owed.Appoint(
                        _enterprise,
                        successor,
                        candidates.Find(c => c.PersonId == successor.Id),
                        A.Promises,
                        step.Choice % 3 == 0 ? Actor.System : A.Office,
                        _now
                    );
                    break;
                case What.Contact:
                    var reached = Pick(step) ?? throw new RuleBroken(ReplacementRules.ReplacementEnded);
                    reached.RecordContact(
                        _enterprise,
                        ContactMeans.Call,
                        _now,
                        "示例",
                        _people.SingleOrDefault(p => p.Id == reached.SuccessorId)?.Acting() ?? A.Office,
                        _now
                    );
                    break;
                default:
                    (Pick(step) ?? throw new RuleBroken(ReplacementRules.ReplacementEnded)).Keep(
                        _enterprise,
                        A.Actor(Role.EnterpriseOwner, _enterprise.Id),
                        _now
                    );
                    break;
            }
        }

        Replacement? Pick(Step step) =>
            Replacements.Count == 0 ? null
            : step.Choice / 7 % 4 == 0 ? Replacements[step.Choice / 31 % Replacements.Count]
            : Replacements[^1];

        /// <summary>All that held a post, from the registration until now: each begins where the one before ended.</summary>
        List<(DateTimeOffset From, Id<Person>? Who)> Line(Duty duty)
        {
            var post = duty == Duty.Active ? _enterprise.Active : _enterprise.Backup;
            List<(DateTimeOffset, Id<Person>?)> line = [];
            var (end, follows) = (Registered, (DateTimeOffset?)null);
            foreach (var past in _enterprise.Past.Where(a => a.Duty == duty).OrderBy(a => a.FromAt))
            {
                Assert.That((past.FromAt, past.FollowsAt), Is.EqualTo((end, follows)), $"{duty}: no gap, no overlap");
                Assert.That(past.ToAt, Is.GreaterThan(past.FromAt));
                line.Add((past.FromAt, past.PersonId));
                (end, follows) = (past.ToAt, past.ToAt);
            }

            Assert.That((post.SinceAt, post.FollowsAt), Is.EqualTo((end, follows)), $"{duty}: who holds it now follows");
            line.Add((post.SinceAt, post.PersonId));
            return line;
        }

        static Id<Person>? At(List<(DateTimeOffset From, Id<Person>? Who)> line, DateTimeOffset at) => line.Last(x => x.From <= at).Who;
    }

    sealed record Step(What What, int Choice, int Minutes);
}
