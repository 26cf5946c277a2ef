namespace CrmLive.Web.Calls;

/// <summary>Saves a note as it is typed: one save at a time, and what was typed meanwhile goes with the next one.</summary>
/// <param name="start">The text the writer began with; each save says on what it builds, so that what another writes meanwhile stays.</param>
public sealed class NoteWriter(string start, Func<string, string, Task> save)
{
    private string _saved = start;
    private string? _next;
    private bool _saving;

    public async Task WriteAsync(string text)
    {
        _next = text;
        if (_saving)
        {
            return;
        }

        _saving = true;
        try
        {
            while (_next is { } latest)
            {
                _next = null;
                await save(_saved, latest);
                _saved = latest;
            }
        }
        finally
        {
            _saving = false;
        }
    }
}
