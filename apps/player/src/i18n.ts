const pt = {
  code: 'Código desta tela',
  openOn: 'No celular ou computador, abra',
  inPlayers: 'Em Players, toque em',
  pairScreen: 'Parear tela',
  typeCode: 'Digite o código acima',
  orScan: 'ou aponte a câmera',
  waiting: 'Ligada à rede, esperando o pareamento',
  noServer: 'Sem ligação com o servidor; tentando de novo',
  newCodeIn: 'Código novo em',
  nextStart: 'Próxima programação às',
  nextStartOn: 'Próxima programação:',
  noNext: 'Nada programado por enquanto',
  preparing: 'Preparando a programação',
  connecting: 'Procurando o servidor',
  revokedTitle: 'Esta tela foi desligada do sistema',
  revokedText: 'A chave dela não vale mais. Um novo código de pareamento aparece em instantes.',
  revokedNote: 'A chave anterior não vale mais: pareie esta tela de novo',
  replacedTitle: 'Outra tela está usando a chave desta',
  replacedText: 'Cada tela precisa da própria chave. Feche a outra, ou pareie esta de novo. Nova tentativa em alguns minutos.',
  player: 'Tela',
};

const en: typeof pt = {
  code: 'This screen’s code',
  openOn: 'On a phone or computer, open',
  inPlayers: 'In Players, choose',
  pairScreen: 'Pair a screen',
  typeCode: 'Type the code above',
  orScan: 'or point the camera',
  waiting: 'Connected, waiting to be paired',
  noServer: 'No connection to the server; trying again',
  newCodeIn: 'New code in',
  nextStart: 'Next programme at',
  nextStartOn: 'Next programme:',
  noNext: 'Nothing scheduled for now',
  preparing: 'Preparing the programme',
  connecting: 'Looking for the server',
  revokedTitle: 'This screen was disconnected from the system',
  revokedText: 'Its key is no longer valid. A new pairing code will appear in a moment.',
  revokedNote: 'The previous key is no longer valid: pair this screen again',
  replacedTitle: 'Another screen is using this one’s key',
  replacedText: 'Every screen needs its own key. Close the other one, or pair this one again. Next try in a few minutes.',
  player: 'Screen',
};

/** The language of this screen: Portuguese where the browser says so, English elsewhere. */
export const locale = navigator.language.toLowerCase().startsWith('pt') ? 'pt-BR' : 'en';
export const texts = locale === 'pt-BR' ? pt : en;
