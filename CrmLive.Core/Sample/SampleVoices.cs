namespace CrmLive.Core.Sample;

/// <summary>A few short recordings that all calls of the sample office share, made by arithmetic: nobody's voice.</summary>
public static class SampleVoices
{
    private const int Count = 5;
    private const int Rate = 8000;
    private const int Seconds = 12;

    public static string File(int number) => $"sample/talk-{(number % Count) + 1}.wav";

    public static async Task WriteAsync(string recordingsFolder, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.Combine(recordingsFolder, "sample"));
        for (var number = 0; number < Count; number++)
        {
            var path = Path.Combine(recordingsFolder, File(number));
            if (!System.IO.File.Exists(path))
            {
                await System.IO.File.WriteAllBytesAsync(path, Wav(Murmur(Dice.For(number, "voices"))), ct);
            }
        }
    }

    /// <summary>Two voices taking turns: a low and a high tone in the rhythm of syllables.</summary>
    private static byte[] Murmur(Dice dice)
    {
        var samples = new byte[Rate * Seconds];
        double phase = 0, pitch = 120, loud = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            if (i % (Rate / 5) == 0)
            {
                var second = i / Rate / 2 % 2 == 1;
                pitch = (second ? 195 : 115) + dice.Between(-15, 25);
                loud = dice.Chance(0.8) ? 14 + dice.Between(0, 12) : 0;
            }

            phase += pitch / Rate;
            var syllable = Math.Sin(Math.PI * (i % (Rate / 5)) / (Rate / 5.0));
            var tone = Math.Sin(2 * Math.PI * phase) + (0.5 * Math.Sin(6 * Math.PI * phase)) + (0.25 * Math.Sin(10 * Math.PI * phase));
            samples[i] = (byte)(128 + (loud * syllable * tone));
        }

        return samples;
    }

    private static byte[] Wav(byte[] samples)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("RIFF"u8);
        writer.Write(36 + samples.Length);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(Rate);
        writer.Write(Rate);
        writer.Write((short)1);
        writer.Write((short)8);
        writer.Write("data"u8);
        writer.Write(samples.Length);
        writer.Write(samples);
        return stream.ToArray();
    }
}
