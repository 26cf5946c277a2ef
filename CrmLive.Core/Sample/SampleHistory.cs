using CrmLive.Core.Common;
using CrmLive.Core.Office;

namespace CrmLive.Core.Sample;

/// <summary>Invents the office and its year, all of it in memory; the same seed at the same moment gives the same rows.</summary>
internal static class SampleHistory
{
    public const int ClientCount = 8000;
    private const int Courtships = 5300;

    public static Scenery Tell(
        int seed, DateTime now, OfficeTime time, IReadOnlyList<DictionaryEntry> dictionary, IReadOnlyDictionary<string, int> roles, string passwordHash)
    {
        var today = time.DayOf(now);
        var first = today.AddDays(-365);
        var last = today.AddDays(70);
        var words = new Words(dictionary);
        var shifts = new Shifts(seed, time, first.AddDays(-7), last);
        var diary = new Diary(time, first.AddDays(-7), last, Scenery.Cast.Everyone.Count, shifts.On);
        var scene = new Scenery(seed, now, time, new Season(time, first, today), words, new Premises(words), new Estate(seed, today), diary, new SampleWorld());
        new Household(scene, shifts, roles, passwordHash).Settle(first, last);
        scene.World.Forms.AddRange(Brokers.Forms(scene));
        var old = new OldClients(scene);
        // Owners first: they took their units before anyone of the told year could.
        old.Play(0, ClientCount - Courtships);
        var clients = Enumerable.Range(0, Courtships).Count(ordinal => new Courtship(scene, ordinal).Play());
        // Appeals of the last hours are nobody's clients yet.
        old.Play(ClientCount - Courtships, ClientCount - clients);
        new Strays(scene).Play(calls: 12000, texts: 1500, submissions: 260);
        Queues.Of(scene);
        scene.World.Number();
        Aftermath.Of(scene);
        Care.WriteUp(scene.World, time);
        return scene;
    }
}
