using System.Net;
using System.Net.Sockets;

namespace CrmLive.Tests.Lab;

public static class FreePort
{
    /// <summary>A TCP port nobody listens on now. Another process may take it before the caller does; the system gives each out in turn, so that is rare.</summary>
    public static int Tcp()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static int Udp()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
