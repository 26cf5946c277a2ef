using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace CrmLive.Core.Telephony.Asterisk;

/// <summary>One connection to the manager interface, logged in. Answers reach who asked while somebody reads <see cref="MessagesAsync"/>.</summary>
internal sealed class AmiSession : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly TcpClient _client;
    private readonly PipeReader _pipe;
    private readonly AmiReader _reader;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<AmiMessage>> _asked = new();
    private readonly ConcurrentDictionary<string, AmiList> _lists = new();

    private AmiSession(TcpClient client, TimeProvider time)
    {
        _client = client;
        _time = time;
        _pipe = PipeReader.Create(client.GetStream());
        _reader = new AmiReader(_pipe);
    }

    /// <summary>When the exchange last said anything, by <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long LastHeard { get; private set; }

    /// <exception cref="AsteriskRefusedException">The exchange does not know the user or the secret.</exception>
    public static async Task<AmiSession> OpenAsync(AsteriskOptions options, TimeProvider time, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        var client = new TcpClient { NoDelay = true };
        try
        {
            await client.ConnectAsync(options.Host, options.Port, either.Token);
            var session = new AmiSession(client, time);
            await session.LogInAsync(options, either.Token);
            return session;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            client.Dispose();
            throw new TimeoutException("The exchange did not answer within 10 seconds.");
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Everything the exchange says that is no answer to a question, until it closes the connection.</summary>
    public async IAsyncEnumerable<AmiMessage> MessagesAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        while (await _reader.ReadAsync(cancel) is { } message)
        {
            LastHeard = _time.GetTimestamp();
            if (message.ActionId.Length == 0 || !Answers(message)) yield return message;
        }
    }

    public async Task SendAsync(AmiAction action, CancellationToken cancel)
    {
        await _writing.WaitAsync(cancel);
        try
        {
            await _client.GetStream().WriteAsync(action.ToBytes(), cancel);
        }
        finally
        {
            _writing.Release();
        }
    }

    public async Task<AmiMessage> AskAsync(AmiAction action, CancellationToken cancel)
    {
        var answer = new TaskCompletionSource<AmiMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked[action.Id] = answer;
        try
        {
            await SendAsync(action, cancel);
            return await answer.Task.WaitAsync(Patience, _time, cancel);
        }
        finally
        {
            _asked.TryRemove(action.Id, out _);
        }
    }

    /// <summary>Asks for every channel there is. The list gathers itself; the message that ends it comes through <see cref="MessagesAsync"/> too, in its place among the events.</summary>
    public async Task<AmiList> ListChannelsAsync(CancellationToken cancel)
    {
        var action = new AmiAction("CoreShowChannels");
        var list = new AmiList();
        _lists[action.Id] = list;
        await SendAsync(action, cancel);
        return list;
    }

    /// <summary>Ends the connection for whoever is reading it.</summary>
    public void Cut() => _client.Close();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _pipe.CompleteAsync();
        _writing.Dispose();
        var gone = new IOException("The connection to the exchange is gone.");
        foreach (var answer in _asked.Values) answer.TrySetException(gone);
        foreach (var list in _lists.Values) list.Fail(gone);
    }

    private bool Answers(AmiMessage message)
    {
        if (_lists.TryGetValue(message.ActionId, out var list))
        {
            list.Take(message);
            return !list.Whole.IsCompleted || !_lists.TryRemove(message.ActionId, out _);
        }
        if (message["Response"].Length == 0) return false;
        if (_asked.TryGetValue(message.ActionId, out var answer)) answer.TrySetResult(message);
        return true;
    }

    private async Task LogInAsync(AsteriskOptions options, CancellationToken cancel)
    {
        await SendAsync(new AmiAction("Login").With("Username", options.User).With("Secret", options.Secret).With("Events", "on"), cancel);
        while (await _reader.ReadAsync(cancel) is { } message)
        {
            LastHeard = _time.GetTimestamp();
            if (message["Response"].Length == 0) continue;
            if (message.IsSuccess) return;
            throw new AsteriskRefusedException($"The exchange refused user '{options.User}': {message["Message"]}.");
        }
        throw new IOException("The exchange closed the connection before anybody had logged in.");
    }
}
