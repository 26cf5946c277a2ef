using Microsoft.AspNetCore.Components;

namespace CrmLive.Web.Shared;

/// <summary>A field into which a day or an hour is typed as one likes. What cannot be read stays, to be put right and not to be typed again, and keeps its form from being sent.</summary>
public abstract class TypedField<T> : ComponentBase, IDisposable
    where T : struct
{
    private string? _unread;
    private T? _had;

    [Parameter, EditorRequired]
    public required string Id { get; set; }

    /// <summary>Its name, where no label stands beside it.</summary>
    [Parameter]
    public string? Label { get; set; }

    [Parameter]
    public T? Value { get; set; }

    [Parameter]
    public EventCallback<T?> ValueChanged { get; set; }

    [Parameter]
    public bool Locked { get; set; }

    [Parameter]
    public bool Wrong { get; set; }

    [CascadingParameter]
    public TypedForm? Form { get; set; }

    protected ElementReference Field { get; set; }

    protected bool IsUnread => _unread is not null;

    protected string Shown => _unread ?? (Value is { } value ? Spell(value) : "");

    protected string? Invalid => Wrong || IsUnread ? "true" : null;

    protected abstract T? Read(string typed);

    protected abstract string Spell(T value);

    protected override void OnParametersSet()
    {
        if (!Equals(Value, _had))
        {
            Take(null);
        }

        _had = Value;
    }

    protected Task SetAsync(string? typed)
    {
        var value = string.IsNullOrWhiteSpace(typed) ? null : Read(typed);
        Take(value is null && !string.IsNullOrWhiteSpace(typed) ? typed : null);
        return IsUnread ? Task.CompletedTask : ValueChanged.InvokeAsync(value);
    }

    private void Take(string? unread)
    {
        _unread = unread;
        Form?.Tell(this, unread is null ? null : () => Field.FocusAsync());
    }

    public void Dispose()
    {
        Form?.Tell(this, null);
        GC.SuppressFinalize(this);
    }
}
