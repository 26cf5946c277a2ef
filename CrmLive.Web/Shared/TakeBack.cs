using MudBlazor;

namespace CrmLive.Web.Shared;

/// <summary>Says what has just been done and offers to undo it, by a click or Ctrl+Z, as long as the word stands.</summary>
public sealed class TakeBack(ISnackbar snackbar)
{
    private const string Key = "take-back";

    /// <summary>Long enough to look up, read and decide.</summary>
    private const int Stands = 10_000;

    public void Offer(string said, Func<Task> undo)
    {
        // The word before was of something else: one can be meant by Ctrl+Z, the last.
        snackbar.RemoveByKey(Key);
        snackbar.Add<TakeBackLine>(
            new Dictionary<string, object> { [nameof(TakeBackLine.Said)] = said, [nameof(TakeBackLine.Undo)] = () => UndoAsync(undo) },
            Severity.Normal,
            options => (options.VisibleStateDuration, options.ShowCloseIcon) = (Stands, true),
            Key);
    }

    private Task UndoAsync(Func<Task> undo)
    {
        snackbar.RemoveByKey(Key);
        return undo();
    }
}
