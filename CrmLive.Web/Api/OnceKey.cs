using System.Security.Cryptography;
using System.Text;
using CrmLive.Core.Access;
using Microsoft.Extensions.Primitives;

namespace CrmLive.Web.Api;

/// <summary>What a sender calls its request by, made the token's own: two programs may count from 1.</summary>
/// <param name="Key">Null when the sender names none.</param>
internal sealed record OnceKey(string? Key, bool Usable = true)
{
    private const int Longest = 200;

    public static OnceKey Of(Actor actor, StringValues header) => header.Count switch
    {
        0 => new OnceKey((string?)null),
        1 when header[0] is { Length: > 0 and <= Longest } key && key.All(ch => ch is > ' ' and <= '~') =>
            new OnceKey(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{actor.TokenId} {key}")))),
        _ => new OnceKey(null, false),
    };
}
