using System.Net;
using System.Net.Sockets;

namespace CrmLive.Tests.Lab;

/// <summary>A wire to a server on this machine that a test can cut and mend.</summary>
public sealed class Wire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _ends = [];
    private readonly int _serverPort;
    private readonly Task _accepting;
    private bool _isCut;

    public Wire(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public void Cut()
    {
        lock (_ends)
        {
            _isCut = true;
            _ends.ForEach(end => end.Dispose());
            _ends.Clear();
        }
    }

    public void Mend()
    {
        lock (_ends) _isCut = false;
    }

    public async ValueTask DisposeAsync()
    {
        Cut();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var near = await _listener.AcceptTcpClientAsync();
            var far = new TcpClient();
            lock (_ends)
            {
                if (_isCut)
                {
                    near.Dispose();
                    continue;
                }
                _ends.AddRange([near, far]);
            }
            _ = JoinAsync(near, far);
        }
    }

    private async Task JoinAsync(TcpClient near, TcpClient far)
    {
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _serverPort);
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(near.GetStream()));
        }
        catch (Exception cut) when (cut is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
        }
        near.Dispose();
        far.Dispose();
    }
}
