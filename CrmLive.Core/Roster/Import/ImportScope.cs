using CrmLive.Core.Access;
using CrmLive.Core.Clients;

namespace CrmLive.Core.Roster.Import;

internal static class ImportScope
{
    /// <summary>A file holds more people than its reader may see in the office: it is shown to who brought it, and to who sees everybody.</summary>
    public static IQueryable<ClientImport> VisibleTo(this IQueryable<ClientImport> imports, Actor actor) => actor switch
    {
        _ when !actor.May(ClientPermissions.Import) => imports.Where(_ => false),
        { Scope: Scope.All } => imports,
        { UserId: var user } => imports.Where(i => i.UserId == user),
    };
}
