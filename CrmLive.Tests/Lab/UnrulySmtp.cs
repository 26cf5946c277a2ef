using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CrmLive.Core.Mail;

namespace CrmLive.Tests.Lab;

/// <summary>A mail server that answers as the test wants it to: the faults no real server can be asked for.</summary>
public sealed class UnrulySmtp : IAsyncDisposable
{
    /// <summary>For an answer: the line is cut.</summary>
    public const string HangUp = "hang up";

    /// <summary>For an answer: nothing ever comes.</summary>
    public const string Silence = "silence";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentQueue<string> _taken = new();
    private readonly ConcurrentQueue<string> _heard = new();
    private readonly Func<Heard, string?> _answer;
    private readonly Task _accepting;
    private int _sessions;

    /// <param name="answer">What is answered to a command; null what a server would.</param>
    public UnrulySmtp(Func<Heard, string?> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public MailOptions Options => new()
    {
        Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port, Security = MailSecurity.None, From = "office@example.org", TimeoutSeconds = 30,
    };

    /// <summary>The mails it has said yes to, whole.</summary>
    public IReadOnlyCollection<string> Taken => _taken;

    /// <summary>Every command of every session, in the order they came.</summary>
    public IReadOnlyCollection<string> Commands => _heard;

    public int Sessions => _sessions;

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
        var (session, mails) = (Interlocked.Increment(ref _sessions), 0);
        using var _ = line;
        using var reader = new StreamReader(line.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(line.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        try
        {
            var said = "HELLO";
            var mail = new StringBuilder();
            do
            {
                var verb = said.Split(' ', ':')[0].ToUpperInvariant();
                mails += verb == "MAIL" ? 1 : 0;
                _heard.Enqueue(said);
                var answer = _answer(new Heard(verb, said, session, mails)) ?? Usual(verb);
                if (answer is HangUp)
                {
                    return;
                }

                if (answer is Silence)
                {
                    await Task.Delay(Timeout.Infinite, _closing.Token);
                }

                // Kept before it is acknowledged, or whoever has the answer would look too soon.
                if (verb == "." && answer[0] == '2')
                {
                    _taken.Enqueue(mail.ToString());
                }

                await writer.WriteLineAsync(answer);
                if (answer.StartsWith("354", StringComparison.Ordinal))
                {
                    await ReadMailAsync(reader, mail.Clear());
                    said = ".";
                    continue;
                }

                if (verb == "QUIT" || answer.StartsWith("421", StringComparison.Ordinal))
                {
                    return;
                }

                said = await reader.ReadLineAsync(_closing.Token);
            }
            while (said is not null);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The sender hung up, or the test is over.
        }
    }

    private async Task ReadMailAsync(StreamReader reader, StringBuilder mail)
    {
        while (await reader.ReadLineAsync(_closing.Token) is { } line and not ".")
        {
            mail.AppendLine(line);
        }
    }

    private static string Usual(string verb) => verb switch
    {
        "HELLO" => "220 mail.test",
        "EHLO" => "250-mail.test\r\n250 AUTH PLAIN",
        "AUTH" => "235 2.7.0 welcome",
        "DATA" => "354 go on",
        "." => "250 2.0.0 Ok: queued as 4CrMLv",
        "QUIT" => "221 bye",
        _ => "250 yes",
    };

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _closing.Dispose();
    }

    /// <summary>A command as the server heard it.</summary>
    /// <param name="Verb">HELLO for the greeting, which is asked for too; "." for the end of a mail.</param>
    /// <param name="Mail">Which mail of its session, from 1.</param>
    public readonly record struct Heard(string Verb, string Line, int Session, int Mail);
}
