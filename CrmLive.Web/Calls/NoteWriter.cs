namespace CrmLive.Web.Calls;

/// <summary>Saves a note as it is typed: one save at a time, and what was typed meanwhile goes with the next one.</summary>
public sealed class NoteWriter(Func<string, Task> save)
{
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
                await save(latest);
            }
        }
        finally
        {
            _saving = false;
        }
    }
}
