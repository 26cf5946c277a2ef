using System.Security.Cryptography;
using System.Text;
using CrmLive.Web.Hosting;

namespace CrmLive.Web.Submissions;

/// <summary>Style and script of the pages for outsiders, within the page: five kilobytes that no first paint and no second request waits for. The policy knows them by their hashes, so nothing else is let in.</summary>
internal static class PublicParts
{
    public static string Style { get; } = Read("form.css");

    public static string Script { get; } = Read("handin.js");

    private static readonly string Policy = WebSecurity.PolicyOf(HashOf(Style), HashOf(Script));

    public static void LetInto(HttpContext http) => http.Response.Headers.ContentSecurityPolicy = Policy;

    private static string HashOf(string part) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(part)))}'";

    private static string Read(string name)
    {
        using var text = new StreamReader(typeof(PublicParts).Assembly.GetManifestResourceStream(name)!);
        return text.ReadToEnd();
    }
}
