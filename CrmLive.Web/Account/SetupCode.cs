using System.Security.Cryptography;
using System.Text;
using CrmLive.Core.Data;

namespace CrmLive.Web.Account;

/// <summary>Who makes the office must be able to read this machine: without it whoever finds the address of an empty one first would own it.</summary>
public sealed class SetupCode(DataOptions data)
{
    public const string FileName = "setup-code.txt";

    // No letter or digit that is taken for another one when it is read from a screen and typed.
    private const string Letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    private readonly Lock _making = new();

    public string File => Path.Combine(data.Folder, FileName);

    /// <summary>The same until there is an office, over restarts too, so that a code once copied stays good.</summary>
    public string Code
    {
        get
        {
            lock (_making)
            {
                return field ??= Kept() ?? Made();
            }
        }
    }

    /// <summary>However it was typed: small, without dashes, with spaces.</summary>
    public bool Fits(string? entered) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Plain(entered ?? "")), Encoding.UTF8.GetBytes(Plain(Code)));

    /// <summary>There is an office: the code opens nothing any more.</summary>
    public void Forget() => System.IO.File.Delete(File);

    private string? Kept() => System.IO.File.Exists(File) && System.IO.File.ReadAllText(File).Trim() is { Length: > 0 } kept ? kept : null;

    private string Made()
    {
        var code = string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));
        var ours = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            ours.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new StreamWriter(File, ours);
        file.WriteLine(code);
        return code;
    }

    private static string Plain(string code) => string.Concat(code.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
