using CrmLive.Core.Access;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Submissions;

/// <summary>
/// B12–B14: who may already be the person a broker hands in. Telephone, e-mail and personal numbers are looked up where they stand sorted,
/// and what is found is compared once more field by field, to say which is the same.
/// </summary>
public sealed class Similarity(CrmDb crm)
{
    /// <summary>Of one list; who has more namesakes than that, or a telephone that twenty clients share, learns no more from the next.</summary>
    internal int Most { get; init; } = 20;

    internal int MostNamesakes { get; init; } = 6;

    /// <summary>Null when there is no such submission, or not for this actor.</summary>
    public async Task<Alike?> OfAsync(Actor actor, int submissionId, CancellationToken ct)
    {
        var (_, found) = await SearchAsync(actor, submissionId, ct);
        return found;
    }

    internal async Task<(Likeness? Who, Alike? Found)> SearchAsync(Actor actor, int submissionId, CancellationToken ct)
    {
        actor.Require(SubmissionPermissions.View);
        await using var db = crm.Open(actor);
        if (await db.Set<Submission>().AsNoTracking().VisibleTo(actor).FirstOrDefaultAsync(s => s.Id == submissionId, ct) is not { } submission)
        {
            return (null, null);
        }

        var who = Likeness.Of(submission);
        // None of the three waits for another.
        var clients = ListAsync(actor, own => ClientsLike.FindAsync(own, actor, who, Most + 1, MostNamesakes, ct));
        var submissions = ListAsync(actor, own => SubmissionsLike.FindAsync(own, actor, who, submissionId, Most + 1, MostNamesakes, ct));
        var leads = ListAsync(actor, own => LeadsLike.FindAsync(own, actor, who, Most + 1, MostNamesakes, ct));
        await Task.WhenAll(clients, submissions, leads);
        return (who, new Alike
        {
            Clients = Shown(await clients),
            Submissions = Shown(await submissions),
            Leads = Shown(await leads),
            More = Certain(await clients) > Most || Certain(await submissions) > Most || Certain(await leads) > Most,
        });
    }

    private Task<List<T>> ListAsync<T>(Actor actor, Func<CrmDbContext, Task<List<T>>> find) => Task.Run(async () =>
    {
        await using var db = crm.Open(actor);
        return await find(db);
    });

    /// <summary>The more fields are the same the higher, then the newest; namesakes last.</summary>
    private Common.ValueList<T> Shown<T>(List<T> found)
        where T : IAlike =>
    [
        .. found.Where(IsCertain).OrderByDescending(one => int.PopCount((int)one.Same)).Take(Most),
        .. found.Where(one => !IsCertain(one) && one.Id != 0).Take(MostNamesakes),
    ];

    private static int Certain<T>(List<T> found)
        where T : IAlike => found.Count(IsCertain);

    private static bool IsCertain<T>(T one)
        where T : IAlike => one.Same > SameIn.Name;
}
