using CrmLive.Core.Agreements;
using CrmLive.Core.Office;
using FsCheck.Xunit;

namespace CrmLive.Tests.Agreements;

/// <summary>The rules of one unit's sale against a model so simple that it can be read in one go.</summary>
[Trait("Feature", "P24")]
public sealed class UnitBookProperties
{
    private static readonly DateTime Start = new(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc);

    [Property(MaxTest = 400)]
    public void Whatever_is_tried_a_unit_is_one_clients_and_its_queue_is_the_naive_one(int[] seeds)
    {
        var sale = new Sale();
        foreach (var seed in seeds)
        {
            sale.Try(new Random(seed));
            Assert.Equal(sale.NaiveQueue, sale.Book.Queue.Select(a => a.Id));
            sale.IsLawful();
        }
    }

    [Fact]
    public void Random_tries_get_as_far_as_the_keys_and_queue_up()
    {
        var (longest, statuses) = (0, new HashSet<UnitStatus>());
        for (var seed = 0; seed < 40; seed++)
        {
            var (sale, random) = (new Sale(), new Random(seed));
            for (var step = 0; step < 120; step++)
            {
                sale.Try(random);
                longest = Math.Max(longest, sale.Book.Queue.Count);
                statuses.Add(sale.Book.Status);
            }
        }

        Assert.True(longest > 2, $"the longest queue had {longest}");
        Assert.Superset(new HashSet<UnitStatus>(Enum.GetValues<UnitStatus>()[..^1]), statuses);
    }

    private sealed class Sale
    {
        private readonly List<Agreement> _all = [];
        private readonly List<(int Id, DateTime End)> _naive = [];
        private DateTime _now = Start;
        private int _ids;

        /// <summary>Opened anew for each try, as a command does.</summary>
        public UnitBook Book { get; private set; } = new(UnitStatus.Available, []);

        public IEnumerable<int> NaiveQueue => _naive.Select(n => n.Id);

        public void Try(Random random)
        {
            _now += TimeSpan.FromHours(random.Next(60));
            Book = new UnitBook(Book.Status, _all.Where(a => a.IsLive));
            Book.Expire(_now);
            _naive.RemoveAll(n => n.End <= _now);
            var client = random.Next(1, 5);
            var live = _all.Where(a => a.IsLive).ToList();
            switch (random.Next(8))
            {
                case < 3: Reserve(client, random.Next(1, 9)); break;
                case < 6: Make(Book.From?.ClientId ?? client, (AgreementKind)random.Next(6), random.Next(3) > 0); break;
                case 6 when live.Count > 0 && random.Next(2) == 0: Withdraw(live[random.Next(live.Count)]); break;
                case 7 when Book.InPreparation is { } prepared: Book.Sign(prepared, _now, _now); break;
                case 7 when Book.Signed is { Kind: AgreementKind.NotarialDeed } deed: deed.HandedOverAt ??= _now; break;
                default: break;
            }
        }

        public void IsLawful()
        {
            var papers = _all.Where(a => a is { IsOral: false, IsLive: true }).ToList();
            Assert.True(papers.Count(a => a.Status == AgreementStatus.Signed) <= 1, "two signed agreements stand");
            Assert.True(papers.Count(a => a.Status == AgreementStatus.InProgress) <= 1, "two agreements are being prepared");
            Assert.True(papers.Select(a => a.ClientId).Distinct().Count() <= 1, "two clients have the unit on paper");
            var queue = Book.Queue;
            Assert.Equal(queue.Count, queue.Select(a => a.ClientId).Distinct().Count());
            Assert.All(queue.Zip(queue.Skip(1)), pair => Assert.True(pair.First.ExpiresAt <= pair.Second.StartsAt, "terms overlap"));
            Assert.All(queue.Skip(1), behind => Assert.Null(behind.HeldSince));
            Assert.True(papers.Count > 0 || queue.Count == 0 || queue[0].HeldSince is not null, "nobody keeps the unit though somebody waits");
            Assert.Equal(papers.Count == 0, Book.Status is UnitStatus.Available or UnitStatus.OralReservation);
            Assert.All(papers.Where(a => a.FromAgreementId is not null), a => Assert.True(AgreementSteps.MayFollow(_all.Single(f => f.Id == a.FromAgreementId).Kind, a.Kind)));
        }

        private void Reserve(int client, int days)
        {
            var mayNaively = !_all.Exists(a => a is { IsOral: false, IsLive: true }) && !_naive.Exists(n => _all.Single(a => a.Id == n.Id).ClientId == client);
            Assert.Equal(mayNaively, Book.WhyNotReserve(client) is null);
            if (mayNaively)
            {
                var oral = New(AgreementKind.OralReservation, client);
                Book.Reserve(oral, TimeSpan.FromDays(days), _now);
                _naive.Add((oral.Id, (_naive.Count > 0 ? _naive[^1].End : _now).AddDays(days)));
                Assert.Equal(_naive[^1].End, oral.ExpiresAt);
            }
        }

        private void Make(int client, AgreementKind kind, bool signed)
        {
            if (Book.WhyNotMake(kind, client) is not null)
            {
                return;
            }

            var paper = New(kind, client);
            (paper.Status, paper.SignedAt) = signed ? (AgreementStatus.Signed, (DateTime?)_now) : (AgreementStatus.InProgress, null);
            _naive.RemoveAll(n => n.Id == Book.From?.Id);
            Book.Make(paper, _now);
        }

        private void Withdraw(Agreement agreement)
        {
            if (agreement.HandedOverAt is null)
            {
                _naive.RemoveAll(n => n.Id == agreement.Id);
                Book.Withdraw(agreement, _now);
            }
        }

        private Agreement New(AgreementKind kind, int client)
        {
            var agreement = new Agreement { Id = ++_ids, Kind = kind, ClientId = client, CreatedAt = _now };
            _all.Add(agreement);
            return agreement;
        }
    }
}
