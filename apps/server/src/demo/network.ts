/** What the demo shows: a small pharmacy network, invented, with what its screens say. In Portuguese, as its people would. */

export interface DemoPlace {
  name: string;
  timezone?: string;
  address?: string;
  below?: DemoPlace[];
  /** Screens that hang here. */
  players?: string[];
}

export const network: DemoPlace = {
  name: 'Rede Paulista',
  timezone: 'America/Sao_Paulo',
  below: [
    {
      name: 'São Paulo',
      below: [
        {
          name: 'Loja Paulista',
          address: 'Avenida Paulista, 1000, São Paulo',
          players: ['Paulista · Vitrine 01', 'Paulista · Vitrine 02', 'Paulista · Caixa 01'],
        },
        {
          name: 'Loja Pinheiros',
          address: 'Rua dos Pinheiros, 500, São Paulo',
          players: ['Pinheiros · Vitrine 01', 'Pinheiros · Balcão 01'],
        },
      ],
    },
    {
      name: 'Recife',
      timezone: 'America/Recife',
      below: [
        {
          name: 'Shopping Recife',
          address: 'Rua Padre Carapuceiro, 700, Recife',
          players: ['Shopping Recife · Praça 01', 'Shopping Recife · Caixa 01'],
        },
        { name: 'Loja Boa Viagem', address: 'Avenida Boa Viagem, 300, Recife', players: ['Boa Viagem · Vitrine 01'] },
      ],
    },
    {
      name: 'Manaus',
      timezone: 'America/Manaus',
      below: [{ name: 'Loja Teatro', address: 'Largo de São Sebastião, Manaus', players: ['Teatro · Vitrine 01'] }],
    },
    {
      name: 'Rio Branco',
      timezone: 'America/Rio_Branco',
      below: [{ name: 'Loja Gameleira', address: 'Calçadão da Gameleira, Rio Branco', players: ['Gameleira · Vitrine 01'] }],
    },
  ],
};

/** The screen whose address is shown at the start. */
export const openNow = 'Paulista · Vitrine 01';

export interface DemoContent {
  /** The picture's name in `demo/art`, without `.jpg`. */
  art: string;
  title: string;
  tags: string[];
  /** Seconds: the picture becomes a film that slowly comes nearer. */
  film?: number;
}

export const contents: DemoContent[] = [
  { art: 'genericos', title: 'Genéricos com até 80%', tags: ['institucional', 'ofertas'], film: 10 },
  { art: 'loja', title: 'Cuidar é perto daqui', tags: ['institucional'] },
  { art: 'clube', title: 'Clube de ofertas', tags: ['institucional', 'aplicativo'] },
  { art: 'pressao', title: 'Medir é grátis', tags: ['institucional', 'saúde'] },
  { art: 'h24', title: 'Aberta a noite toda', tags: ['institucional', '24 horas'] },
  { art: 'vacina', title: 'Vacinou, protegeu', tags: ['vacinação', 'saúde'], film: 10 },
  { art: 's-aviso', title: 'Aviso: vacinas só até as 16h', tags: ['vacinação', 'aviso'] },
  { art: 's-noticia', title: 'Notícia: vacina contra a gripe', tags: ['vacinação', 'notícia'] },
  { art: 'cafe', title: 'Café da manhã', tags: ['café'], film: 8 },
  { art: 's-cardapio', title: 'Cardápio do café', tags: ['café', 'cardápio'] },
  { art: 'almoco', title: 'Almoço da casa', tags: ['café', 'cardápio'] },
  { art: 'acai', title: 'Açaí na tigela', tags: ['café', 'ofertas'] },
  { art: 'perfume', title: 'Noites de verão', tags: ['perfumaria', 'verão'], film: 12 },
  { art: 'derma', title: 'Pele em paz', tags: ['dermocosméticos'] },
  { art: 'solar', title: 'Sol na medida', tags: ['verão', 'ofertas'], film: 10 },
  { art: 'cabelo', title: 'Fios fortes', tags: ['perfumaria', 'ofertas'] },
  { art: 'vitc', title: 'Vitamina C 1 g', tags: ['ofertas', 'saúde'] },
  { art: 'bebe', title: 'Semana do bebê', tags: ['ofertas'] },
  { art: 'pet', title: 'Pet em dia', tags: ['ofertas', 'pet'] },
  { art: 'black', title: 'Black Friday', tags: ['black friday', 'ofertas'] },
  { art: 'natal', title: 'Natal de perto', tags: ['natal'] },
  { art: 'noticias', title: 'Notícias de São Paulo', tags: ['notícia'] },
  { art: 's-retrato', title: 'Notícia, tela em retrato', tags: ['notícia', 'retrato'] },
];

export interface DemoCampaign {
  name: string;
  description: string;
  /** Arts in the order they play, with seconds for stills. */
  items: [art: string, seconds?: number][];
  schedules: DemoSchedule[];
}

export interface DemoSchedule {
  /** Name of the place; with all that lies below it. */
  place: string;
  priority: number;
  start_time?: string;
  end_time?: string;
  /** 0 = Sunday. */
  days_of_week?: number[];
}

const workdays = [1, 2, 3, 4, 5];

/** The first one is on at every hour of every day: whatever the clock says, a screen of the demo plays. */
export const campaigns: DemoCampaign[] = [
  {
    name: 'Institucional 2026',
    description: 'Toca quando nada mais está marcado: todo dia, o dia inteiro.',
    items: [['genericos'], ['loja', 8], ['clube', 8], ['vitc', 6], ['pressao', 8], ['h24', 6]],
    schedules: [{ place: 'Rede Paulista', priority: 0 }],
  },
  {
    name: 'Café da manhã',
    description: 'O café da loja, até as dez, e o almoço.',
    items: [['cafe'], ['s-cardapio', 12], ['acai', 6]],
    schedules: [
      { place: 'São Paulo', priority: 2, start_time: '07:00', end_time: '10:00', days_of_week: workdays },
      { place: 'Loja Paulista', priority: 3, start_time: '11:30', end_time: '12:30', days_of_week: workdays },
    ],
  },
  {
    name: 'Vacinação 2026',
    description: 'Gripe, HPV e meningite em toda a rede.',
    items: [['vacina'], ['s-noticia', 10], ['pressao', 8]],
    schedules: [{ place: 'Rede Paulista', priority: 1, start_time: '10:00', end_time: '14:00', days_of_week: [0, ...workdays] }],
  },
  {
    name: 'Noites de verão',
    description: 'Perfumaria e sol, no fim da tarde.',
    items: [['perfume'], ['solar'], ['derma', 8], ['cabelo', 6]],
    schedules: [{ place: 'Rede Paulista', priority: 1, start_time: '17:00', end_time: '20:00' }],
  },
];
