using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CrmLive.Core.Mail;
using MimeKit;

namespace CrmLive.Tests.Lab;

/// <summary>A mailbox that behaves as the test wants it to: the faults no real server can be asked for. One folder, as much of IMAP as a reader needs.</summary>
public sealed class UnrulyImap : IAsyncDisposable
{
    private static readonly DateTimeOffset Today = new(2026, 11, 29, 10, 0, 0, TimeSpan.Zero);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentQueue<string> _heard = new();
    private readonly List<(uint Uid, byte[] Mail, DateTimeOffset At)> _box = [];
    private readonly Task _accepting;
    private uint _next = 1;
    private int _sessions;

    public UnrulyImap()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>What is done about a command instead of what a server would.</summary>
    public enum Fault { None, HangUp, Silence, HalfAMail, Refuse }

    /// <summary>Asked for each command: "LOGIN", "EXAMINE", "UID SEARCH", "UID FETCH", "BODY", "NOOP".</summary>
    public Func<string, Fault> Misbehaves { get; set; } = _ => Fault.None;

    public uint Validity { get; private set; } = 7;

    public int Sessions => _sessions;

    public IReadOnlyCollection<string> Commands => _heard;

    public MailboxSettings Settings => new()
    {
        On = true, Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port, Security = MailSecurity.None, User = "office", Address = "office@example.org", PollSeconds = 10, MostMegabytes = 1,
    };

    /// <param name="at">When it came, by the server's clock.</param>
    public void Deliver(MimeMessage mail, DateTimeOffset? at = null)
    {
        using var bytes = new MemoryStream();
        mail.WriteTo(bytes);
        lock (_box)
        {
            _box.Add((_next++, bytes.ToArray(), at ?? Today));
        }
    }

    /// <summary>As after a restore: the same mails under other numbers.</summary>
    public void NumberAnew()
    {
        lock (_box)
        {
            (Validity, _next) = (Validity + 1, 1);
            for (var i = 0; i < _box.Count; i++)
            {
                _box[i] = _box[i] with { Uid = _next++ };
            }
        }
    }

    private async Task AcceptAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                talks.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_closing.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient line)
    {
        Interlocked.Increment(ref _sessions);
        using var _ = line;
        using var reader = new StreamReader(line.GetStream(), Encoding.Latin1);
        await using var writer = new StreamWriter(line.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        try
        {
            await writer.WriteLineAsync("* OK ready");
            while (await reader.ReadLineAsync(_closing.Token) is { } said)
            {
                _heard.Enqueue(said);
                var (tag, command) = (said.Split(' ')[0], said[(said.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
                var verb = command.Contains("BODY", StringComparison.Ordinal) ? "BODY" : command.StartsWith("UID", StringComparison.Ordinal) ? string.Join(' ', command.Split(' ')[..2]) : command.Split(' ')[0];
                var fault = Misbehaves(verb);
                if (fault == Fault.HangUp)
                {
                    return;
                }

                if (fault == Fault.Silence)
                {
                    await Task.Delay(Timeout.Infinite, _closing.Token);
                }

                if (fault == Fault.Refuse)
                {
                    await writer.WriteLineAsync($"{tag} NO [AUTHENTICATIONFAILED] Authentication failed.");
                    continue;
                }

                var answer = Answer(verb, command);
                await writer.WriteAsync(fault == Fault.HalfAMail ? answer[..(answer.Length / 2)] : answer);
                if (fault == Fault.HalfAMail)
                {
                    return;
                }

                await writer.WriteLineAsync($"{tag} OK {(verb == "EXAMINE" ? "[READ-ONLY] " : "")}done");
                if (verb == "LOGOUT")
                {
                    return;
                }
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The reader hung up, or the test is over.
        }
    }

    private string Answer(string verb, string command)
    {
        lock (_box)
        {
            return verb switch
            {
                "CAPABILITY" => "* CAPABILITY IMAP4rev1\r\n",
                "LIST" or "LSUB" => command.EndsWith("\"\"", StringComparison.Ordinal) ? "* LIST (\\Noselect) \"/\" \"\"\r\n" : "* LIST () \"/\" INBOX\r\n",
                "EXAMINE" => $"* FLAGS (\\Seen)\r\n* {_box.Count} EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY {Validity}] yes\r\n* OK [UIDNEXT {_next}] yes\r\n",
                "NOOP" => $"* {_box.Count} EXISTS\r\n",
                "UID SEARCH" => $"* SEARCH{string.Concat(Wanted(command.Split(' ')[^1]).Select(i => $" {_box[i].Uid}"))}\r\n",
                "UID FETCH" => string.Concat(Wanted(command.Split(' ')[2]).Select(Envelope)),
                "BODY" => string.Concat(Wanted(command.Split(' ')[2]).Select(i => $"* {i + 1} FETCH (UID {_box[i].Uid} BODY[] {{{_box[i].Mail.Length}}}\r\n{Encoding.Latin1.GetString(_box[i].Mail)})\r\n")),
                "LOGOUT" => "* BYE\r\n",
                _ => "",
            };
        }
    }

    /// <summary>Places in the box; "5:*" means the last one, too.</summary>
    private IEnumerable<int> Wanted(string set)
    {
        foreach (var part in set.Split(','))
        {
            var ends = part.Split(':');
            var last = _box.Count == 0 ? 0 : _box[^1].Uid;
            var (from, to) = (Number(ends[0], last), Number(ends[^1], last));
            for (var i = 0; i < _box.Count; i++)
            {
                if (_box[i].Uid >= Math.Min(from, to) && _box[i].Uid <= Math.Max(from, to))
                {
                    yield return i;
                }
            }
        }
    }

    private static uint Number(string text, uint last) => text == "*" ? last : uint.Parse(text, CultureInfo.InvariantCulture);

    private string Envelope(int i)
    {
        using var mail = MimeMessage.Load(new MemoryStream(_box[i].Mail));
        var from = mail.From.Mailboxes.First();
        var address = $"((NIL NIL \"{from.LocalPart}\" \"{from.Domain}\"))";
        var id = mail.MessageId is { } known ? $"\"<{known}>\"" : "NIL";
        return $"* {i + 1} FETCH (UID {_box[i].Uid} RFC822.SIZE {_box[i].Mail.Length} INTERNALDATE \"{_box[i].At:dd-MMM-yyyy HH:mm:ss} +0000\" ENVELOPE (\"{mail.Date:ddd, dd MMM yyyy HH:mm:ss} +0000\" \"{mail.Subject}\" {address} {address} {address} NIL NIL NIL NIL {id}))\r\n";
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _closing.Dispose();
    }
}
