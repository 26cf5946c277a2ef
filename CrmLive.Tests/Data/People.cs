using System.Collections.Frozen;
using CrmLive.Core.Access;

namespace CrmLive.Tests.Data;

/// <summary>People of a test, by what they may.</summary>
public static class People
{
    public static Actor Of(BuiltInRoles role, Scope scope = Scope.All, int? userId = null, int? branchId = null) => new()
    {
        Name = role.ToString(),
        UserId = userId,
        BranchId = branchId,
        Scope = scope,
        Permissions = TestOffice.Catalog.Of(role).ToFrozenSet(),
    };

    public static Actor Without(string permission) => Of(BuiltInRoles.Administrator) with
    {
        Permissions = TestOffice.Catalog.All.Where(p => p != permission).ToFrozenSet(),
    };
}
