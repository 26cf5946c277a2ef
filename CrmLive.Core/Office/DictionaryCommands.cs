using CrmLive.Core.Access;
using CrmLive.Core.Common;
using CrmLive.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CrmLive.Core.Office;

/// <summary>The administrator's words: added, renamed, put in order, retired; none is ever deleted, because old rows speak of them.</summary>
public sealed class DictionaryCommands(CrmDb crm)
{
    public const int LongestName = 60;

    public async Task<Saved> AddAsync(Actor actor, DictionaryKind kind, string name, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        await using var db = crm.Open(actor);
        var words = await WordsAsync(db, kind, ct);
        if (WhatIsWrong(words, null, name) is { } problem)
        {
            return Saved.Invalid(problem);
        }

        var word = new DictionaryEntry { Kind = kind, Name = name.Trim() };
        // What comes after the end of the service would be no step of the funnel.
        var end = words.FindIndex(w => kind == DictionaryKind.ClientStatus && w.Key == ClientStatusKeys.Finished);
        words.Insert(end < 0 ? words.Count : end, word);
        Number(words);
        db.Add(word);
        db.Happening = "dictionary-entry.added";
        return await db.SaveOrSayWhoAsync(word, ct);
    }

    /// <summary>For a built-in word an empty name brings its translated one back.</summary>
    public Task<Saved> RenameAsync(Actor actor, int id, string name, CancellationToken ct) => ChangeAsync(actor, id, "dictionary-entry.renamed", (words, word) =>
    {
        if (word.Key is not null && string.IsNullOrWhiteSpace(name))
        {
            word.Name = null;
            return null;
        }

        if (WhatIsWrong(words, word, name) is { } problem)
        {
            return problem;
        }

        word.Name = name.Trim();
        return null;
    }, ct);

    /// <summary>One place up or down among the words in use.</summary>
    public Task<Saved> MoveAsync(Actor actor, int id, bool up, CancellationToken ct) => ChangeAsync(actor, id, "dictionary-entry.moved", (words, word) =>
    {
        var from = words.IndexOf(word);
        var step = up ? -1 : 1;
        var to = from + step;
        while (to >= 0 && to < words.Count && words[to].Retired && !word.Retired)
        {
            to += step;
        }

        if (to < 0 || to >= words.Count)
        {
            return null;
        }

        if (word.Kind == DictionaryKind.ClientStatus && word.Key is not null && words[to].Key is not null)
        {
            return new Problem(nameof(DictionaryEntry.Position), "funnel");
        }

        words.RemoveAt(from);
        words.Insert(to, word);
        Number(words);
        return null;
    }, ct);

    public Task<Saved> RetireAsync(Actor actor, int id, bool retired, CancellationToken ct) =>
        ChangeAsync(actor, id, retired ? "dictionary-entry.retired" : "dictionary-entry.restored", (words, word) =>
        {
            if (retired && IsOfTheRules(word.Kind, word.Key))
            {
                return new Problem(nameof(DictionaryEntry.Retired), "of-the-rules");
            }

            if (retired && words.TrueForAll(other => other == word || other.Retired))
            {
                return new Problem(nameof(DictionaryEntry.Retired), "last-word");
            }

            word.Retired = retired;
            return null;
        }, ct);

    /// <summary>Statuses and channels that CrmLive sets by itself can be renamed, not retired.</summary>
    public static bool IsOfTheRules(DictionaryKind kind, string? key) => key is not null && (kind is DictionaryKind.ClientStatus or DictionaryKind.Channel);

    /// <summary>An offer sent never comes after the final agreement: rules set these statuses by what happened, and only forward.</summary>
    public static bool KeepsOrder(Word word, Word other) => word.Kind == DictionaryKind.ClientStatus && word.Key is not null && other.Key is not null;

    private async Task<Saved> ChangeAsync(
        Actor actor, int id, string happening, Func<List<DictionaryEntry>, DictionaryEntry, Problem?> change, CancellationToken ct)
    {
        actor.Require(OfficePermissions.Settings);
        await using var db = crm.Open(actor);
        if (await db.Set<DictionaryEntry>().SingleOrDefaultAsync(e => e.Id == id, ct) is not { } word)
        {
            return Saved.Gone;
        }

        if (change(await WordsAsync(db, word.Kind, ct), word) is { } problem)
        {
            return Saved.Invalid(problem);
        }

        db.Happening = happening;
        return await db.SaveOrSayWhoAsync(word, ct);
    }

    private static Task<List<DictionaryEntry>> WordsAsync(CrmDbContext db, DictionaryKind kind, CancellationToken ct) =>
        db.Set<DictionaryEntry>().Where(e => e.Kind == kind).OrderBy(e => e.Position).ThenBy(e => e.Id).ToListAsync(ct);

    private static void Number(List<DictionaryEntry> words)
    {
        for (var position = 0; position < words.Count; position++)
        {
            words[position].Position = position;
        }
    }

    private static Problem? WhatIsWrong(List<DictionaryEntry> words, DictionaryEntry? word, string name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Trim().Length > LongestName)
        {
            return new Problem(nameof(DictionaryEntry.Name), "word");
        }

        var folded = SearchKey.Of(name);
        return words.Exists(other => other != word && other.Name is { } taken && SearchKey.Of(taken) == folded)
            ? new Problem(nameof(DictionaryEntry.Name), "word-taken")
            : null;
    }
}
