using System.Text;
using Tandem.Scheduling.Files;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling;

/// <summary>Which characters the bytes of a text file are that says nothing of it: names must come out as they were written.</summary>
public sealed class PlanTextTests
{
    private static string[] Names(Encoding encoding, params string[] names)
    {
        var xer = "ERMHDR\t23.12\t2026-01-05\tProject\tadmin\tadmin\tdbxDatabaseNoName\tProject Management\tCNY\n%T\tPROJECT\n%F\tproj_id\tproj_short_name\tplan_start_date\tlast_recalc_date\n%R\t1\tP\t2026-01-05 08:00\t2026-01-05 08:00\n"
            + "%T\tTASK\n%F\ttask_id\tproj_id\ttask_code\ttask_name\ttask_type\ttarget_drtn_hr_cnt\tremain_drtn_hr_cnt\n"
            + string.Concat(names.Select((name, at) => $"%R\t{at + 1}\t1\tA{at + 1}\t{name}\tTT_Task\t8\t8\n")) + "%E\n";
        return [.. PlanFiles.Read(new MemoryStream(encoding.GetBytes(xer)), PlanFormat.Xer).Tasks.Select(task => task.Name)];
    }

    private static Encoding Page(int number) => CodePagesEncodingProvider.Instance.GetEncoding(number)!;

    [Theory]
    [InlineData("基础施工")]
    [InlineData("李喆")]
    [InlineData("陶喆 负责|朱堃|㛃|䶮|龑")]
    [InlineData("刘䶮、㛃工 现场验收|设备安装")]
    [InlineData("A区 1#楼 CPM计划（第2版）|土方开挖|钢筋绑扎")]
    [InlineData("朱镕基|李珺|王玥|赟 / 王")]
    [InlineData("張偉與陳國棟會簽|項目驗收")]
    [InlineData("验收“合格”——50％…")]
    public void Chinese_names_in_GB18030_are_read_with_the_rare_ones(string names) => Assert.Equal(names.Split('|'), Names(Page(54936), names.Split('|')));

    [Theory]
    [InlineData("Müller")]
    [InlineData("Größe prüfen")]
    [InlineData("Straße|Böschung|Übergabe|Außenanlagen|Türen")]
    [InlineData("ÄÖÜ äöü ß|Prüfung der Brücke über die Straße")]
    [InlineData("äöéß|Fußböden ausgießen")]
    [InlineData("Réunion créée à l'été|Façade|Noël à Besançon")]
    [InlineData("Año niño señal ¿qué?|Instalación eléctrica")]
    [InlineData("Håkan Sjöström|Ærø|København")]
    [InlineData("Don’t wait – “go”|Cost 5€")]
    [InlineData("ÜBERGABE|PRÜFUNG|ÄNDERUNG AUSFÜHREN")]
    public void Western_names_in_Windows_1252_are_read_as_they_are(string names) => Assert.Equal(names.Split('|'), Names(Page(1252), names.Split('|')));

    [Fact]
    public void One_broken_byte_does_not_turn_a_whole_Chinese_file()
    {
        byte[] bytes = [.. Page(54936).GetBytes("任务名称,工期\n"), .. Page(54936).GetBytes(string.Concat(Enumerable.Range(1, 20).Select(n => $"基础施工第{n}段,1\n"))), 0xB4, (byte)',', (byte)'1', (byte)'\n'];
        Assert.Equal("基础施工第1段", PlanFiles.Read(new MemoryStream(bytes), PlanFormat.Csv, new DateTime(2026, 1, 5)).Tasks[0].Name);
    }
}
