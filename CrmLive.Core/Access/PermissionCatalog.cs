namespace CrmLive.Core.Access;

/// <summary>Every permission there is, gathered from the slices that own them.</summary>
public sealed class PermissionCatalog(IEnumerable<PermissionGroup> groups)
{
    public IReadOnlyList<PermissionGroup> Groups { get; } = [.. groups];

    public IEnumerable<string> All => Groups.SelectMany(g => g.Permissions).Select(p => p.Key);

    /// <summary>What a built-in role holds in a new office.</summary>
    public List<string> Of(BuiltInRoles role) =>
        [.. Groups.SelectMany(g => g.Permissions).Where(p => p.Of.HasFlag(role)).Select(p => p.Key)];
}
